import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { icons, paintIcon } from '../../tools/icons.ts'

const root = join(import.meta.dirname, '..', '..')
const tokens = await readFile(join(root, 'shared/looks/tokens.css'), 'utf8')

type Scheme = 'light' | 'dark'
type Colours = ReadonlyMap<string, readonly [light: string, dark: string]>

/** The colours of one block of the tokens that have both a light and a dark value. */
function coloursOf(block: string): Colours {
  const pairs = block.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)/g)
  return new Map([...pairs].map(([, name = '', light = '', dark = '']) => [name, [light, dark]]))
}

const usual = coloursOf(tokens.slice(0, tokens.indexOf('@media')))
const contrasting: Colours = new Map([
  ...usual,
  ...coloursOf(tokens.slice(tokens.indexOf('@media (prefers-contrast'), tokens.indexOf('@media (forced-colors'))),
])

/** WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(colours: Colours, scheme: Scheme, front: string, back: string): number {
  const [one = 0, other = 0] = [front, back].map((name) => {
    const found = colours.get(name)?.[scheme === 'light' ? 0 : 1]
    if (found === undefined) throw new Error(`There is no colour "${name}"`)
    return luminance(found)
  })
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
}

const grounds = ['ground', 'surface', 'sunken']
/** What is written, and on what. */
const written: readonly (readonly [front: string, back: string])[] = [
  ...['text', 'quiet', 'accent', 'good', 'warn', 'bad'].flatMap((front) =>
    grounds.map((back) => [front, back] as const),
  ),
  ...['accent', 'good', 'warn', 'bad'].flatMap((kind) => [
    [kind, `${kind}-soft`] as const,
    ['text', `${kind}-soft`] as const,
    ['quiet', `${kind}-soft`] as const,
  ]),
  ['on-accent', 'accent'],
  ['on-bad', 'bad'],
]

describe.each(['light', 'dark'] as const)('the %s colours', (scheme) => {
  test.each(written)('let %s be read on %s', (front, back) => {
    expect(contrast(usual, scheme, front, back)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(grounds)('tell what can be pressed, and what has the focus, from %s', (back) => {
    for (const front of ['edge', 'accent']) expect(contrast(usual, scheme, front, back)).toBeGreaterThanOrEqual(3)
  })

  test('are told apart further for who asked for more contrast', () => {
    for (const back of grounds) {
      for (const front of ['text', 'quiet', 'accent', 'good', 'warn', 'bad', 'edge'])
        expect(contrast(contrasting, scheme, front, back), `${front} on ${back}`).toBeGreaterThanOrEqual(7)
    }
  })
})

describe('the icon', () => {
  const widths = Object.keys(icons).map(Number) as (keyof typeof icons)[]
  const pixelsOf = async (png: Buffer): Promise<{ data: Buffer; width: number }> => {
    const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    return { data, width: info.width }
  }

  test.each(widths)('of %i pixels is what its drawing gives; npm run icons paints it anew', async (width) => {
    const [kept, drawn] = await Promise.all([
      readFile(join(root, `extension/icons/${width}.png`)).then(pixelsOf),
      paintIcon(width).then(pixelsOf),
    ])
    expect(kept.width).toBe(width)
    // Another version of the painter may smooth edges otherwise.
    const differing = kept.data.filter((value, i) => Math.abs(value - (drawn.data[i] ?? 0)) > 24)
    expect(differing.length / kept.data.length).toBeLessThan(0.02)
  })

  test('shows a face at 16 pixels: two eyes and a mouth, each told from the face by 7:1', async () => {
    const { data } = await pixelsOf(await readFile(join(root, 'extension/icons/16.png')))
    const at = (x: number, y: number): string => {
      const [red = 0, green = 0, blue = 0] = data.subarray(4 * (16 * y + x))
      return `#${[red, green, blue].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
    }
    const told = (one: string, other: string): number => {
      const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
      return (lighter + 0.05) / (darker + 0.05)
    }
    const face = at(8, 4)
    for (const [x, y] of [
      [5, 5],
      [6, 6],
      [9, 5],
      [10, 6],
      [6, 10],
      [9, 10],
    ] as const)
      expect(told(at(x, y), face), `${x}, ${y}`).toBeGreaterThanOrEqual(7)
    // The face from its ground, and the ground from toolbars of either kind: 3:1 for one of them, a shape for both.
    expect(told(face, at(1, 8))).toBeGreaterThanOrEqual(3)
    expect(Math.max(told(at(1, 8), '#dee1e6'), told(face, '#1f2023'))).toBeGreaterThanOrEqual(3)
  })
})
