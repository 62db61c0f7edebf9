import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { refusalOn } from './sitePage.ts'
import { useStage, type Stage } from './stage.ts'
import { storedIn } from './worker.ts'

describe('on the options page, a person', () => {
  const stage = useStage()

  test('sees which backend recognises her, how long each takes, and has them measured anew', async () => {
    const options = await openOptions(stage)
    await options.getByText('Nothing was measured yet.').waitFor()
    await options.getByRole('button', { name: 'Measure anew' }).click()
    await options.getByRole('status').filter({ hasText: 'Measured.' }).waitFor()
    const rows = await options.locator('tbody tr').allTextContents()
    expect(rows).toHaveLength(3)
    const [used] = await options.locator('tr[data-used]').allTextContents()
    expect(used).toMatch(/in use.*Computes rightly.*\d ms$/)
    await options.close()
  })

  test('chooses one by the keyboard, and it is used at her next sign-in, though it is not the fastest', async () => {
    const options = await openOptions(stage)
    await options.getByRole('radio', { name: /fastest/ }).focus()
    for (const way of ['WebGPU', 'WebAssembly', 'WebGL']) {
      await options.keyboard.press('ArrowDown')
      expect(await options.getByRole('radio', { name: way }).isChecked()).toBe(true)
    }
    await options.getByRole('status').filter({ hasText: 'Saved.' }).waitFor()
    // What it says of the first may be what it still says of the last.
    await expect
      .poll(async () => (await storedIn(stage.browser, 'local'))['settings'])
      .toMatchObject({ backend: 'webgl' })
    await options.close()
    const camera = await stage.openCamera('nobody')
    await camera.locator('body[data-backend=webgl]').waitFor()
    await camera.getByRole('button', { name: 'Cancel' }).click()
    await refusalOn(stage.page)
  })
})

async function openOptions(stage: Stage): Promise<Page> {
  const options = await stage.browser.context.newPage()
  await options.goto(`chrome-extension://${stage.browser.extensionId ?? ''}/options.html`)
  return options
}
