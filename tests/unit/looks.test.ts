import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

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
