import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { drawOf } from '../bench/accuracy/drawOf.ts'
import { bootstrap, wilson } from '../bench/accuracy/intervals.ts'
import { listPhotos } from '../bench/accuracy/listPhotos.ts'
import { equalErrorRate, falseMatchRate, falseNonMatchRate, thresholdAt } from '../bench/accuracy/rates.ts'
import { curves } from '../../tools/figures/curves.ts'

test('the accuracy benchmark says what is missing when it has no folder of faces', () => {
  const script = join(import.meta.dirname, '../bench/accuracy.ts')
  for (const args of [[], ['--faces', join(tmpdir(), 'no-such-folder')]]) {
    const { status, stderr } = spawnSync(process.execPath, [script, ...args], {
      env: { ...process.env, ZAUTH_FACES: '' },
      encoding: 'utf8',
    })
    expect(status).toBe(2)
    expect(stderr).toContain('--faces DIR')
  }
})

test('a threshold is the least that holds a false match rate, and both rates are counted at it', () => {
  // Ten comparisons of others: one scores 7, one 5, the rest less.
  const impostor = Uint32Array.of(4, 4, 0, 0, 0, 1, 0, 1, 0)
  expect(thresholdAt(impostor, 0.05)).toBe(8)
  expect(thresholdAt(impostor, 0.1)).toBe(6)
  expect(thresholdAt(impostor, 0.2)).toBe(2)
  expect(falseMatchRate(impostor, 6)).toBeCloseTo(0.1)
  expect(falseNonMatchRate([5, 6, 7, 8], 6)).toBe(0.25)
  expect(falseNonMatchRate([], 6)).toBeNull()
  expect(equalErrorRate({ genuine: [5, 6, 7, 8, 8, 8, 8, 8, 8, 8], ofThree: [], impostor })).toBeCloseTo(0.1)
})

test("Wilson's interval is the published one", () => {
  const [low, high] = wilson(5, 100)
  expect(low).toBeCloseTo(0.0215, 4)
  expect(high).toBeCloseTo(0.1118, 4)
  expect(wilson(0, 100)[0]).toBe(0)
  expect(wilson(0, 100)[1]).toBeCloseTo(0.037, 3)
})

test('an interval of people drawn anew does not vanish where nobody was rejected', () => {
  const trialsWith = (score: number) =>
    [0, 1].flatMap((seed) =>
      Array.from({ length: 30 }, (_, who) => ({
        who,
        seed,
        draw: { series: [], probes: [] },
        template: null,
        genuine: [who === 0 ? score : 8, 8],
        ofThree: [],
        impostor: Uint32Array.of(9, 0, 0, 0, 1, 0, 0, 0, 0),
      })),
    )
  // None of 60 in each of two draws, which are of the same people: 1 − 0.025^(1/60).
  const [none] = bootstrap(trialsWith(8), [0.05], 'genuine')
  expect(none?.[0]).toBe(0)
  expect(none?.[1]).toBeCloseTo(0.0596, 4)
  const [some] = bootstrap(trialsWith(4), [0.05], 'genuine')
  expect(some?.[0]).toBe(0)
  expect(some?.[1]).toBeGreaterThan(1 / 60)
  expect(some?.[1]).toBeLessThan(0.0596)
})

test('a draw never probes with a photograph that enrolled, and its probes do not depend on the length of the series', () => {
  for (let seed = 0; seed < 20; seed++) {
    const five = drawOf(9, 5, 3, seed)
    expect(new Set([...(five?.series ?? []), ...(five?.probes ?? [])]).size).toBe(9)
    expect(drawOf(9, 1, 3, seed)?.probes).toEqual(five?.probes)
    expect(drawOf(9, 1, 3, seed)?.series).toEqual(five?.series.slice(0, 1))
  }
  expect(drawOf(5, 5, 3, 0)).toBeNull()
})

test('a folder of faces may be by person, by group and person, or flat with the group in the names', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zauth-faces-'))
  try {
    const put = async (path: string): Promise<void> => {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), '')
    }
    for (const path of ['people/ada/1.jpg', 'people/ada/2.JPEG', 'people/ada/notes.txt', 'people/old/grace/1.jpg'])
      await put(path)
    for (const path of ['flat/left-tall-07f3-a.jpg', 'flat/short-1.jpg', 'flat/9.jpg']) await put(path)
    const people = await listPhotos(join(folder, 'people'))
    expect(people.map(({ name, group, files }) => [name, group, files.length])).toEqual([
      ['ada', null, 2],
      ['grace', 'old', 1],
    ])
    const flat = await listPhotos(join(folder, 'flat'))
    expect(flat.map(({ group }) => group)).toEqual([null, 'left-tall', 'short'])
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('the curves are drawings for light and dark pages, with a line for each kind of probe', () => {
  const results = {
    thresholds: { '1e-4': 84, '1e-5': 94 },
    det: [
      { threshold: 80, fmr: 1e-3, fnmr: 0.01, fnmr3: 0.001 },
      { threshold: 90, fmr: 1e-4, fnmr: 0.02, fnmr3: 0.002 },
    ],
    histogram: [
      { score: 0, genuine: 0, genuineOfThree: 0, impostor: 0.05 },
      { score: 120, genuine: 0.04, genuineOfThree: 0.05, impostor: 0 },
    ],
  }
  for (const [name, svg] of Object.entries(curves(results))) {
    expect(name).toMatch(/\.svg$/)
    expect(svg).toMatch(/^<svg /)
    expect(svg).toContain('prefers-color-scheme:dark')
    expect(svg.match(/<polyline /g)?.length).toBeGreaterThanOrEqual(2)
    expect(svg).not.toMatch(/NaN|undefined/)
  }
})
