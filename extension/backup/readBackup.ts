import { Decrypter } from 'age-encryption'
import * as v from 'valibot'
import { fromCbor } from '../../shared/protocol/cbor.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { Backup, BackupHead, backupVersion } from './backup.ts'

/** The beginning of an age file for one passphrase (age-encryption.org/v1, “scrypt recipient stanza”). */
const beginning = 'age-encryption.org/v1\n-> scrypt '
/** Bytes; a hundred accounts are a third of it. */
const largest = 100_000_000

/**
 * What a backup holds. Its keys lie open: whoever has them wipes them.
 *
 * @throws ZAuthError `backup_damaged`, `backup_newer`, `passphrase_wrong`
 */
export async function readBackup(file: Uint8Array<ArrayBuffer>, passphrase: string): Promise<Backup> {
  const head = new TextDecoder('latin1').decode(file.subarray(0, beginning.length))
  if (head !== beginning || file.length > largest) throw new ZAuthError('backup_damaged', 'no age file of ours')
  const plain = await decrypt(file, passphrase)
  try {
    const content = fromCbor(plain)
    const { version } = v.parse(BackupHead, content)
    if (version > backupVersion) throw new ZAuthError('backup_newer', `version ${version}`)
    return v.parse(Backup, content)
  } catch (cause) {
    if (cause instanceof ZAuthError && cause.code === 'backup_newer') throw cause
    throw new ZAuthError('backup_damaged', 'what was encrypted is no backup', { cause })
  } finally {
    plain.fill(0)
  }
}

async function decrypt(file: Uint8Array<ArrayBuffer>, passphrase: string): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase.normalize('NFKC'))
  try {
    return await decrypter.decrypt(file)
  } catch (cause) {
    // The library says this in words only.
    const isWrong = cause instanceof Error && cause.message.includes('no identity matched')
    throw new ZAuthError(isWrong ? 'passphrase_wrong' : 'backup_damaged', String(cause), { cause })
  }
}
