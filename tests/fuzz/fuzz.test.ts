import { expect, test } from 'vitest'
import { fuzz } from './fuzz.ts'
import { chanceOf, mutated } from './mutate.ts'

const runs = Number(process.env['ZAUTH_FUZZ_RUNS'] ?? 1000)
const seed = Number(process.env['ZAUTH_FUZZ_SEED'] ?? 20_261_124)
const megabytes = 1024 * 1024

test(`what comes in damaged is taken or refused with a code, and costs no memory (ZAUTH_FUZZ_SEED=${seed})`, async () => {
  const { done, outcomes, early, late } = await fuzz({ runs, seed, from: 0 })
  expect(done).toBe(runs)
  const doors = new Set(Object.keys(outcomes).map((outcome) => outcome.split(':')[0]))
  expect(doors.size).toBe(17)
  // A fuzz that is refused at the first look would see nothing of what comes after.
  expect(Object.keys(outcomes)).toEqual(
    expect.arrayContaining(['probe: taken', 'public key: taken', 'template: taken']),
  )
  expect(late.wasm).toBeGreaterThan(0)
  expect(late.wasm).toBe(early.wasm)
  expect(late.rss - early.rss).toBeLessThan(150 * megabytes)
}, 240_000)

test('a door at which nobody looks before SEAL does is found out', async () => {
  await expect(fuzz({ runs: 400, seed, from: 0, unguarded: true })).rejects.toThrow(
    /unguarded probe: SEAL had to throw/,
  )
})

test('the same seed damages in the same way, another in another', () => {
  const bytes = new Uint8Array(1000).fill(7)
  const damaged = (from: number, run: number) => Buffer.from(mutated(bytes, chanceOf(from, run))).toString('hex')
  expect(damaged(1, 5)).toBe(damaged(1, 5))
  expect(new Set([damaged(1, 5), damaged(1, 6), damaged(2, 5), Buffer.from(bytes).toString('hex')]).size).toBe(4)
})
