import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ownMark } from '../../server/files/processMark.ts'
import { withFileLock } from '../../server/files/withFileLock.ts'

let data: string
let lock: string
const done = () => Promise.resolve('done')

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'zauth-lock-'))
  lock = join(data, 'audit.lock')
})
afterEach(() => rm(data, { recursive: true }))

describe('the lock of the audit log', () => {
  it.runIf(process.platform === 'linux')(
    'is taken from a process that is gone, though another has its number',
    async () => {
      // The parent of this process runs, and began at another time.
      await writeFile(lock, JSON.stringify({ ...(await ownMark()), pid: process.ppid, begun: '1', id: 'x' }))
      const begun = performance.now()
      expect(await withFileLock(lock, done)).toBe('done')
      expect(performance.now() - begun).toBeLessThan(5000)
      expect(await readdir(data)).toEqual([])
    },
  )

  it.runIf(process.platform === 'linux')('is left to whoever lives and holds it, however long he does', async () => {
    const holder = spawn('sleep', ['60'])
    const stat = await readFile(`/proc/${holder.pid}/stat`, 'utf8')
    const begun = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    await writeFile(lock, JSON.stringify({ ...(await ownMark()), pid: holder.pid, begun, id: 'x' }))
    await utimes(lock, 0, 0)
    const waiting = withFileLock(lock, done)
    expect(await Promise.race([waiting, wait(1000, 'waits')])).toBe('waits')
    expect(await readFile(lock, 'utf8')).toContain('"id":"x"')
    const gone = once(holder, 'exit')
    holder.kill()
    await gone
    expect(await waiting).toBe('done')
  })

  it.runIf(process.platform === 'linux')('is not a dead one’s to who can open no more files to look', async () => {
    const mark = join(import.meta.dirname, '../../server/files/processMark.ts')
    const look = `
      import { openSync } from 'node:fs'
      import { isRunning, ownMark } from ${JSON.stringify(mark)}
      const parent = { ...(await ownMark()), pid: process.ppid }
      try { for (;;) openSync('/dev/null') } catch {}
      const said = [await isRunning(parent), await isRunning({ ...parent, pid: 2 ** 30 })]
      process.stdout.write(JSON.stringify(said))
    `
    const limited = ['-c', 'ulimit -n 64; "$0" --input-type=module -e "$1"; exit $?', process.execPath, look]
    const { stdout } = await promisify(execFile)('sh', limited)
    expect(JSON.parse(stdout)).toEqual([null, false])
  })

  it('is nobody’s when it is old and says nothing that can be known', async () => {
    await writeFile(lock, 'cut off')
    await utimes(lock, 0, 0)
    expect(await withFileLock(lock, done)).toBe('done')
  })

  it('is left to whoever has it by now when its holder was slow', async () => {
    await withFileLock(lock, () => writeFile(lock, 'another’s'))
    expect(await readFile(lock, 'utf8')).toBe('another’s')
  })

  it('is free after it could not be made, for the next who wants it', async () => {
    const nowhere = join(data, 'missing', 'lock')
    await expect(withFileLock(nowhere, done)).rejects.toThrow('ENOENT')
    await mkdir(join(data, 'missing'))
    expect(await withFileLock(nowhere, done)).toBe('done')
  })
})
