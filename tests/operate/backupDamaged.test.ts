import { createHash } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { describe, expect, it } from 'vitest'
import { backup } from '../../server/backup/backup.ts'
import { endingOf } from '../../server/backup/form.ts'
import { readContainer } from '../../server/backup/readContainer.ts'
import { restore } from '../../server/backup/restore.ts'
import { verifyBackup } from '../../server/backup/verifyBackup.ts'
import { writeContainer, type AddEntry } from '../../server/backup/writeContainer.ts'
import { plainly, useBackupFolder } from './useBackupFolder.ts'

describe('a backup', { timeout: 180_000 }, () => {
  const { folder, inFolder, to, encrypted, configFor, filled } = useBackupFolder()

  it('is refused with a byte changed anywhere, and cut off anywhere, and leaves nothing behind', async () => {
    const data = await filled(1)
    const [file, secret, broken] = [inFolder('plain'), inFolder('encrypted'), inFolder('broken')]
    const identity = await generateX25519Identity()
    const identityFile = inFolder('identity')
    await writeFile(identityFile, `# a key\n${identity}\n`, { mode: 0o600 })
    await backup(configFor(data), to(file))
    await backup(configFor(data), { ...encrypted(secret), recipient: [await identityToRecipient(identity)] })
    for (const [path, keys] of [
      [file, {}],
      [secret, { identity: identityFile }],
    ] as const) {
      const whole = await readFile(path)
      expect(await verifyBackup(path, keys)).toContain('is whole')
      const step = Math.floor(whole.length / 25)
      const places = [0, 1, 511, 512, whole.length - 1, whole.length - 70, whole.length - 90, whole.length - 600]
      for (let at = 7; at < whole.length; at += step) places.push(at)
      for (const at of places) {
        const changed = Buffer.from(whole)
        changed[at] = (changed[at] ?? 0) ^ 0x20
        await writeFile(broken, changed)
        await expect(verifyBackup(broken, keys), `byte ${at}`).rejects.toThrow(
          /damaged|passphrase|is not encrypted|is encrypted/,
        )
      }
      for (const length of [0, 300, whole.length >> 1, whole.length - 1]) {
        await writeFile(broken, whole.subarray(0, length))
        await expect(verifyBackup(broken, keys), `${length} bytes`).rejects.toThrow(/damaged|is not encrypted/)
      }
      const changed = Buffer.from(whole)
      changed[whole.length >> 1] = (changed[whole.length >> 1] ?? 0) ^ 1
      await writeFile(broken, changed)
      const restored = inFolder('restored')
      await expect(restore(broken, { data: restored, ...keys, ...plainly })).rejects.toMatchObject({
        code: 'backup_damaged',
      })
      await expect(stat(restored)).rejects.toMatchObject({ code: 'ENOENT' })
    }
    expect(await readdir(folder)).not.toContainEqual(expect.stringContaining('restoring'))
  })

  it('of more entries than a manifest holds has parts of it, each checked', async () => {
    const path = inFolder('backup')
    const fill = async (add: AddEntry) => {
      await add('zauth-backup.json', Buffer.from(JSON.stringify({ version: 1, madeAt: 1, issuer: 'http://localhost' })))
      for (let i = 0; i < 25; i++) await add(`ciphertexts/d${i}.bin`, Buffer.from([i]))
    }
    expect(await writeContainer(path, null, fill, 10)).toBe(26)
    const seen: string[] = []
    const { entries } = await readContainer(path, null, (name) => Promise.resolve(void seen.push(name)))
    expect([entries, seen.length, seen.at(-1)]).toEqual([26, 25, 'ciphertexts/d24.bin'])
    // With the right hash behind it, and the hash of one entry wrong in the first part.
    const text = await readFile(path, 'latin1')
    const tar = text.slice(0, text.lastIndexOf('zauth-backup-sha256:'))
    const [sha256 = ''] = /[0-9a-f]{64}/.exec(tar) ?? []
    const forged = Buffer.from(tar.replace(sha256, sha256.replace(/./g, 'a')), 'latin1')
    await writeFile(
      path,
      Buffer.concat([forged, Buffer.from(endingOf(createHash('sha256').update(forged).digest('hex')))]),
    )
    await expect(readContainer(path, null, () => Promise.resolve())).rejects.toMatchObject({
      detail: 'not what its manifest says',
    })
  })
})
