import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A small disk of one's own, in memory. */
interface SmallDisk {
  readonly folder: string
  /** Leaves no room on it. */
  fill(): Promise<void>
  /** There is room again. */
  free(): Promise<void>
  remove(): void
}

/** The disk, or why there can be none: to mount one takes root, and a system that lets it. */
export function mountSmallDisk(megabytes: number): SmallDisk | string {
  const folder = mkdtempSync(join(tmpdir(), 'zauth-disk-'))
  const { status, stderr, error } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], {
    encoding: 'utf8',
  })
  if (status !== 0) {
    rmSync(folder, { recursive: true })
    return `no disk can be mounted here: ${(error?.message ?? stderr).trim()}`
  }
  const filler = join(folder, 'filler')
  return {
    folder,
    async fill() {
      const file = await open(filler, 'w')
      try {
        for (;;) await file.write(Buffer.alloc(4096))
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
      } finally {
        await file.close()
      }
    },
    free: () => rm(filler),
    remove() {
      spawnSync('umount', [folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A limit on how long files may grow, set on a process from outside; or why it cannot be. */
export function canLimitFiles(): string | null {
  const { status, error } = spawnSync('prlimit', ['--pid', String(process.pid), '--fsize'])
  return status === 0 ? null : `file sizes cannot be limited here: ${error?.message ?? 'prlimit fails'}`
}

/** @param bytes the longest that any file of the process may grow; `null` ends the limit */
export function limitFiles(pid: number, bytes: number | null): void {
  const { status, stderr } = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes ?? 'unlimited'}:`], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`prlimit: ${stderr}`)
}
