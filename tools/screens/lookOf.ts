import type { Page } from 'playwright'
import * as v from 'valibot'

const pixels = v.number()

/** An element that gives a screen its structure: what it is, and where, in CSS pixels. */
const Box = v.object({ what: v.string(), x: pixels, y: pixels, width: pixels, height: pixels })
export const Boxes = v.array(Box)
export type Box = v.InferOutput<typeof Box>

/** How a screen looks: where its parts are, and its picture as PNG. */
export interface Look {
  readonly boxes: readonly Box[]
  readonly picture: Buffer
}

/** What gives a screen its structure. Paragraphs are not in it: how long they become is their language’s and their font’s. */
const parts = 'header, main, footer, section, h1, h2, dl, ul, ol, table, video, button, a, input, select, summary, img'

/** How the screen on a page looks just now, with everything that moves at its end. */
export async function lookOf(page: Page): Promise<Look> {
  const boxes = await page.evaluate((selector) => {
    const seen = [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility())
    return seen.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      const [rounded, what] = [[x, y, width, height].map(Math.round), element.tagName.toLowerCase()]
      return { what, x: rounded[0], y: rounded[1], width: rounded[2], height: rounded[3] }
    })
  }, parts)
  return { boxes: v.parse(Boxes, boxes), picture: await page.screenshot({ animations: 'disabled', caret: 'hide' }) }
}
