import { chmod, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { describe, expect, it } from 'vitest'
import { backup } from '../../server/backup/backup.ts'
import { restore } from '../../server/backup/restore.ts'
import { verifyBackup } from '../../server/backup/verifyBackup.ts'
import { makeSealKey } from '../../server/seal/sealKey.ts'
import { openStore } from '../../server/store/openStore.ts'
import { plainly, useBackupFolder } from './useBackupFolder.ts'

describe('a backup', { timeout: 180_000 }, () => {
  const { inFolder, to, encrypted, configFor, filled } = useBackupFolder()

  it('is in clear only where that is asked for by its own word', async () => {
    const data = await filled(1)
    const file = inFolder('backup')
    await expect(backup(configFor(data), encrypted(file))).rejects.toThrow(
      'Expected this, or --passphrase-file, or --plain for one that is not encrypted',
    )
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' })
    const recipient = [await identityToRecipient(await generateX25519Identity())]
    await expect(backup(configFor(data), { ...to(file), recipient })).rejects.toThrow(
      '--plain: Expected no --recipient',
    )
    expect(await backup(configFor(data), { ...encrypted(file), recipient })).not.toContain('NOT encrypted')
  })

  it('is an age file where a key or a passphrase is named, and opened by nothing else', async () => {
    const data = await filled(1)
    const [file, passphraseFile, wrong] = [inFolder('backup'), inFolder('passphrase'), inFolder('wrong')]
    await writeFile(passphraseFile, 'correct horse battery\n', { mode: 0o600 })
    await writeFile(wrong, 'wrong horse battery\n', { mode: 0o600 })
    await backup(configFor(data), { ...encrypted(file), passphraseFile })
    expect((await readFile(file)).subarray(0, 21).toString()).toBe('age-encryption.org/v1')
    expect(await readFile(file, 'latin1')).not.toContain('user-0')
    expect(await verifyBackup(file, { passphraseFile })).toContain('1 devices')
    await expect(verifyBackup(file, { passphraseFile: wrong })).rejects.toThrow(
      `--passphrase-file: ${file} was encrypted by another passphrase than the one in ${wrong}`,
    )
    await expect(verifyBackup(file, {})).rejects.toThrow(
      `${file} is encrypted by a passphrase: Expected --passphrase-file`,
    )
    await chmod(passphraseFile, 0o644)
    await expect(verifyBackup(file, { passphraseFile })).rejects.toThrow(`chmod 600 ${passphraseFile}`)
    await writeFile(wrong, 'short')
    await expect(backup(configFor(data), { ...encrypted(inFolder('no')), passphraseFile: wrong })).rejects.toThrow(
      '--passphrase-file: Expected 12 characters or more',
    )
    await expect(
      backup(configFor(data), { ...encrypted(inFolder('no')), recipient: ['age1nonsense'] }),
    ).rejects.toThrow('--recipient: Expected a public key of age')
  })

  it('tells a wrong identity from a wrong passphrase, and says which of the two opens it', async () => {
    const data = await filled(1)
    const [file, own, other, passphraseFile] = [inFolder('b'), inFolder('own'), inFolder('other'), inFolder('words')]
    const identity = await generateX25519Identity()
    await writeFile(own, identity, { mode: 0o600 })
    await writeFile(other, await generateX25519Identity(), { mode: 0o600 })
    await writeFile(passphraseFile, 'correct horse battery\n', { mode: 0o600 })
    await backup(configFor(data), { ...encrypted(file), recipient: [await identityToRecipient(identity)] })
    const complaint = `--identity: ${file} was encrypted for another key than any in ${other}`
    await expect(verifyBackup(file, { identity: other })).rejects.toThrow(complaint)
    const wanted = `${file} is encrypted for a key: Expected --identity`
    await expect(verifyBackup(file, { passphraseFile })).rejects.toThrow(wanted)
    await expect(verifyBackup(file, {})).rejects.toThrow(wanted)
    expect(await verifyBackup(file, { identity: own })).toContain('is whole')
  })

  it('of what is sealed is taken only encrypted, and may be sealed again as it is restored', async () => {
    const key = inFolder('key')
    await makeSealKey(key)
    const data = await filled(2, key)
    const [file, identity, restored] = [inFolder('backup'), inFolder('identity'), inFolder('restored')]
    const secret = await generateX25519Identity()
    await writeFile(identity, secret, { mode: 0o600 })
    await expect(backup(configFor(data, key), to(file))).rejects.toThrow('What is sealed goes into no backup in clear')
    await backup(configFor(data, key), { ...encrypted(file), recipient: [await identityToRecipient(secret)] })
    const sealWith = inFolder('nokey')
    await expect(restore(file, { data: restored, identity, sealWith, ...plainly })).rejects.toThrow(
      `--seal-with: Expected a file that can be read, and ${sealWith} is none`,
    )
    expect(await restore(file, { data: restored, identity, sealWith: key, ...plainly })).toContain(
      `${join(restored, 'restored-zauth.toml')}, in clear though the rest is sealed`,
    )
    expect(await readFile(join(restored, 'records/accounts.db'), 'utf8')).not.toContain('user-0')
    const store = await openStore({ data: restored, sealWith: key })
    expect((await store.accounts.findAll({})).map(({ userId }) => userId).sort()).toEqual(['user-0', 'user-1'])
    await store.close()
  })
})
