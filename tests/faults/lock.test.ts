import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { link, mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { lockData } from '../../server/store/lockData.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zauth-lock-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** What a verifier leaves that was killed. */
async function leaveDead(name: string): Promise<void> {
  const server = createServer().listen(join(folder, 'dying'))
  await once(server, 'listening')
  await link(join(folder, 'dying'), join(folder, name))
  server.close()
  await once(server, 'close')
}

async function tell(child: ChildProcess, folder: string | null): Promise<unknown> {
  const answered = once(child, 'message')
  child.send(folder ?? '')
  return (await answered)[0]
}

it(
  'of several that start at the same moment, where another was killed, one has the folder',
  { timeout: 120_000 },
  async () => {
    const racers = [1, 2, 3].map(() => fork(join(import.meta.dirname, 'lockRacer.ts')))
    try {
      await Promise.all(racers.map((racer) => once(racer, 'message')))
      for (let round = 0; round < 150; round++) {
        await leaveDead(round % 2 === 0 ? 'in-use' : 'in-use.00000000')
        const held = await Promise.all(racers.map((racer) => tell(racer, folder)))
        expect(held.filter(Boolean)).toHaveLength(1)
        await expect(lockData(folder)).rejects.toThrow('is in use by another verifier')
        await Promise.all(racers.map((racer) => tell(racer, null)))
        // Nothing stays behind, of those that were dead neither.
        expect(await readdir(folder)).toEqual([])
      }
    } finally {
      for (const racer of racers) racer.kill()
    }
  },
)

it('is free when it was given free, and not before', async () => {
  const release = await lockData(folder)
  await expect(lockData(folder)).rejects.toThrow('is in use by another verifier')
  await release()
  const again = await lockData(folder)
  await again()
})

it('is not taken from a verifier of an earlier version, which says nothing', async () => {
  const earlier = createServer((connection) => connection.destroy()).listen(join(folder, 'in-use'))
  await once(earlier, 'listening')
  await expect(lockData(folder)).rejects.toThrow('is in use by another verifier')
  earlier.close()
  await once(earlier, 'close')
  await (
    await lockData(folder)
  )()
})
