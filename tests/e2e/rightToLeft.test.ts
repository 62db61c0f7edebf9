import { describe, expect, test } from 'vitest'
import { narrowSizes } from './narrowSizes.ts'
import { useScreens } from './useScreens.ts'
import { whatIsLost } from './whatIsLost.ts'

const screens = useScreens()

describe('from right to left', () => {
  test('nothing is cut off or scrolls sideways either, at 200 % or in a window 320 pixels wide', async () => {
    const { all, page, show, speak } = screens()
    const cut: string[] = []
    await speak('ar')
    for (const [name, place] of all) {
      // The verifier’s pages have no language of the extension’s.
      if (place === 'verifier') continue
      await show(name)
      expect(await page.locator('html').getAttribute('dir'), name).toBe('rtl')
      for (const size of narrowSizes(place)) {
        await page.setViewportSize(size)
        for (const lost of await page.evaluate(whatIsLost)) cut.push(`${name} at ${size.width}: ${lost}`)
      }
    }
    await speak('en')
    expect(cut).toEqual([])
  }, 900_000)
})
