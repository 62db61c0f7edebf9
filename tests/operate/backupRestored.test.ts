import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { backup } from '../../server/backup/backup.ts'
import { restore } from '../../server/backup/restore.ts'
import { verifyBackup } from '../../server/backup/verifyBackup.ts'
import { checkConfig } from '../../server/config/config.ts'
import { openStore } from '../../server/store/openStore.ts'
import { alice, openEnrolledWorld } from '../verifier/openEnrolledWorld.ts'
import { visit } from '../verifier/visit.ts'
import { plainly, useBackupFolder } from './useBackupFolder.ts'

describe('a backup', { timeout: 180_000 }, () => {
  const { folder, settings, inFolder, to, configFor, filled } = useBackupFolder()

  it('of a verifier that runs, restored, knows everybody who was enrolled, and what stood in the audit log', async () => {
    const { world, website, client } = await openEnrolledWorld()
    const file = inFolder('backup')
    try {
      // While somebody is in the middle of a sign-in.
      const second = await visit(world.issuer, website, 'alice')
      expect(await backup(checkConfig(world.config), to(file))).toMatch(
        /1 accounts in \d+ entries\.\nIt is NOT encrypted: whoever reads it has the keys/,
      )
      expect((await stat(file)).mode & 0o777).toBe(0o600)
      expect(await client.authenticate(second.offer, alice.image())).toBe(true)
      expect((await readdir(world.config.data)).filter((name) => name.startsWith('.backup-'))).toEqual([])

      const data = inFolder('data')
      expect(await restore(file, { data, ...plainly })).toMatch(/^Restored 1 accounts with 1 devices/)
      expect(await readdir(folder)).not.toContainEqual(expect.stringContaining('restoring'))
      await world.whileStopped(async () => {
        await rm(world.config.data, { recursive: true })
        await restore(file, { data: world.config.data, ...plainly })
      })
      // Same keys: the extension's pinned key signs, so it opens the answer.
      const third = await visit(world.issuer, website, 'alice')
      expect(third.offer.purpose).toBe('verify')
      expect(await client.authenticate(third.offer, alice.image())).toBe(true)
      expect(await readFile(join(data, 'audit.jsonl'), 'utf8')).toMatch(/backup restored/)
    } finally {
      await world.close()
    }
  })

  it('brings back tries and recovery codes, the codes only if that is wanted, and no ticket that may have been used', async () => {
    const data = await filled(1)
    const store = await openStore({ data })
    await store.tries.insert({ id: 'a0', failures: 7, notBefore: 5 })
    await store.recoveryCodes.insert({ id: 'code', account: 'a0', set: 's', hash: 'pbkdf2' })
    await store.recoveryCodes.insert({ id: 'nobody’s', account: 'gone', set: 's', hash: 'pbkdf2' })
    await store.enrolmentTickets.insert({ id: 'ticket', account: 'a0', removeAt: Date.now() + 1e9 })
    await store.close()
    const file = inFolder('backup')
    await backup(configFor(data), to(file))
    for (const [withoutRecoveryCodes, codes] of [
      [false, ['code']],
      [true, []],
    ] as const) {
      const restored = inFolder('data')
      expect(await restore(file, { data: restored, withoutRecoveryCodes })).toContain(
        '1 enrolment tickets were left out',
      )
      const opened = await openStore({ data: restored })
      expect(await opened.tries.find('a0')).toMatchObject({ failures: 7, notBefore: 5 })
      expect((await opened.recoveryCodes.findAll({})).map(({ id }) => id)).toEqual(codes)
      expect(await opened.enrolmentTickets.findAll({})).toEqual([])
      await opened.close()
    }
  })

  it('overwrites nothing, is restored into an empty folder only, and says so in a sentence', async () => {
    const data = await filled(1)
    const file = inFolder('backup')
    await backup(configFor(data), to(file))
    await expect(backup(configFor(data), to(file))).rejects.toThrow(`--to: ${file} is there already`)
    await expect(restore(file, { data, ...plainly })).rejects.toThrow('is not empty')
    const nowhere = join(folder, 'no', 'where')
    await expect(restore(file, { data: nowhere, ...plainly })).rejects.toThrow('--data: There is no folder')
    const empty = inFolder('empty')
    await mkdir(empty)
    await restore(file, { data: empty, ...plainly })
    await expect(verifyBackup(settings, {})).rejects.toMatchObject({ code: 'backup_damaged' })
    const left = join(empty, 'restored-zauth.toml')
    expect(await restore(file, { data: inFolder('again'), ...plainly })).toContain('for you alone (mode 0600)')
    expect((await stat(left)).mode & 0o777).toBe(0o600)
  })

  it('is restored into no place where a disk is mounted, and says so before it reads it', async (context) => {
    const mounts = (await readFile('/proc/self/mounts', 'utf8').catch(() => '')).split('\n')
    const isEmpty = async (path: string) => (await readdir(path).catch(() => ['?'])).length === 0
    for (const path of mounts.map((line) => line.split(' ')[1] ?? '').filter(Boolean)) {
      const [found, around] = await Promise.all([stat(path).catch(() => null), stat(dirname(path)).catch(() => null)])
      if (found === null || found.dev === around?.dev || !(await isEmpty(path))) continue
      await expect(restore(join(folder, 'none'), { data: path, ...plainly })).rejects.toThrow('A disk is mounted at')
      return
    }
    context.skip()
  })
})
