import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countTry } from '../../server/attempts/countTry.ts'
import { refuseClosed } from '../../server/attempts/refuseClosed.ts'
import { accountTries } from '../../server/attempts/trySubject.ts'
import { waitAfter } from '../../server/attempts/waitAfter.ts'
import type { Parts } from '../../server/parts.ts'
import { openNedbStore } from '../../server/store/embedded/openNedbStore.ts'
import type { Store } from '../../server/store/store.ts'
import { interactionRecord } from '../server/interactionRecord.ts'

/**
 * A thief of keys has few tries, so she sends many at once: what reads a counter, runs the match and then writes lets them all
 * through. (Over HTTP: tests/server/tries.test.ts.)
 */
let folder: string
let store: Store
const now = () => 1_000_000
const atOnce = 20

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zauth-'))
  store = await openNedbStore(folder)
})
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const soon = now() + 600_000
const interactionOf = (id: string) => interactionRecord(id, { expiresAt: soon, removeAt: soon })

const passed = async (attempt: () => Promise<void>) => {
  const outcomes = await Promise.allSettled(Array.from({ length: atOnce }, attempt))
  return outcomes.filter(({ status }) => status === 'fulfilled').length
}

test('a counter that is read first and written later lets all through', async () => {
  const id = accountTries('weak')
  await store.tries.insert({ id, failures: 0, notBefore: 0 })
  const weakly = async () => {
    const seen = await store.tries.find(id)
    refuseClosed(seen, now())
    const failures = (seen?.failures ?? 0) + 1
    await store.tries.update(id, {}, { failures, notBefore: now() + waitAfter(failures) })
  }
  expect(await passed(weakly)).toBe(atOnce)
})

test('ours lets five through, also over many interactions', async () => {
  const limits = { triesPerInteraction: 5 }
  const parts = { store, now, config: { limits } } as unknown as Parts
  const interactions = Array.from({ length: atOnce }, (_, i) => `interaction-${i}`)
  for (const id of interactions) {
    await store.interactions.insert(interactionOf(id))
  }
  let next = 0
  const attempt = () => {
    const interaction = interactions[next++] ?? ''
    return countTry(parts, { interaction, account: 'ada', device: 'device' })
  }
  expect(await passed(attempt)).toBe(5)
})
