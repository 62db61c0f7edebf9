import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { link, lstat, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { lockData } from '../../server/store/embedded/lock/lockData.ts'

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

it('is one lock for a folder whose path is too long for a socket, whatever the folder for temporary files is', async () => {
  const long = join(folder, 'é'.repeat(100))
  await mkdir(long)
  const before = process.env['TMPDIR']
  const release = await lockData(long)
  try {
    process.env['TMPDIR'] = folder
    await expect(lockData(long)).rejects.toThrow('is in use by another verifier')
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  await release()
  await (
    await lockData(long)
  )()
  expect(await readdir(long)).toEqual([])
})

it('removes nothing that is no socket, and leaves what has another form of name', async () => {
  const own = await mkdtemp(join(folder, 'own-'))
  for (const name of ['in-use.01234567', 'in-use.bak', 'in-use~01234567']) {
    await writeFile(join(own, name), 'somebody’s')
    await utimes(join(own, name), 0, 0)
  }
  await mkdir(join(own, 'in-use'))
  await (
    await lockData(own)
  )()
  expect((await readdir(own)).sort()).toEqual(['in-use', 'in-use.01234567', 'in-use.bak', 'in-use~01234567'])
})

it('shows a socket of root’s that others may ask, as whom the folder belongs to has to', async (context) => {
  if (process.getuid?.() !== 0) {
    context.skip()
    return
  }
  const own = await mkdtemp(join(folder, 'root-'))
  const before = process.umask(0o077)
  try {
    const release = await lockData(own)
    const [name = ''] = await readdir(own)
    expect((await lstat(join(own, name))).mode & 0o777).toBe(0o777)
    await release()
    expect(process.umask(0o077)).toBe(0o077)
  } finally {
    process.umask(before)
  }
})
