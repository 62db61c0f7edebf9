import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { countTry } from '../../server/attempts/countTry.ts'
import type { Parts } from '../../server/parts.ts'
import { openNedbStore } from '../../server/store/embedded/openNedbStore.ts'
import { interactionRecord } from '../server/interactionRecord.ts'
import { alice, openEnrolledWorld } from '../verifier/openEnrolledWorld.ts'
import { person } from '../verifier/people.ts'
import { visit } from '../verifier/visit.ts'

/**
 * A thief of keys who can cut the verifier's power has as many tries as she likes, if an answer reaches her before its try is on
 * the disk. (That a try outlives `kill -9`: tests/server/durability.test.ts.)
 */
let onDisk = 0
/** Milliseconds. */
let slowness = 0

beforeEach(async () => {
  const file = await open(import.meta.filename)
  const prototype = Object.getPrototypeOf(file) as FileHandle
  await file.close()
  const datasync: unknown = Reflect.get(prototype, 'datasync')
  if (typeof datasync !== 'function') throw new TypeError('Unexpected file without datasync')
  vi.spyOn(prototype, 'datasync').mockImplementation(async function (this: FileHandle) {
    await new Promise((resolve) => setTimeout(resolve, slowness))
    await Reflect.apply(datasync, this, [])
    onDisk += 1
  })
  onDisk = 0
  slowness = 0
})
afterEach(() => {
  vi.restoreAllMocks()
})

test('a verifier that counts and answers without waiting for its disk has answered a try that a power cut takes back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zauth-'))
  const store = await openNedbStore(folder)
  try {
    await store.interactions.insert(interactionRecord('weak'))
    const parts = { store, now: Date.now, config: { limits: { triesPerInteraction: 5 } } } as unknown as Parts
    await countTry(parts, { interaction: 'weak', account: 'ada', device: 'device' })
    const flushing = store.tries.flushed()
    expect(onDisk).toBe(0)
    await flushing
    expect(onDisk).toBe(1)
  } finally {
    await store.close()
    await rm(folder, { recursive: true })
  }
})

test('ours answers when the try is on the disk, and not before', async () => {
  const { world, website, client } = await openEnrolledWorld()
  try {
    const { offer } = await visit(world.issuer, website, 'alice')
    for (const face of [person(2), alice]) {
      const { challenge } = await client.challenge(offer)
      const probe = client.probeOf(face.image())
      // Longer than a match.
      slowness = 2500
      onDisk = 0
      await client.probe(challenge, probe)
      expect(onDisk).toBe(1)
      slowness = 0
    }
  } finally {
    await world.close()
  }
})
