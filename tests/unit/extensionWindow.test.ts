import { cameras, quiet, restart, tabs, windows } from '../extension/extensionBrowser.ts'
import { beforeEach, expect, test } from 'vitest'
import '../../extension/background/main.ts'
import { CodeInstead } from '../../extension/camera/CodeInstead.tsx'

beforeEach(restart)

test.each([
  ['is there', true],
  ['is gone', false],
])(
  'who takes a recovery code instead leaves the camera window, by the browser’s own way, whether the page %s',
  async (_, isThere) => {
    const ticket = 'A'.repeat(43)
    windows.set(100, { id: 100, focused: true, url: `camera.html?ticket=${ticket}` })
    if (!isThere) tabs.delete(7)
    const { onClick } = CodeInstead({ ticket }).props as unknown as { onClick: () => void }
    onClick()
    await quiet()
    expect(cameras()).toEqual([])
  },
)
