import { decrypterFor } from './ageFor.ts'
import { readContainer } from './readContainer.ts'

interface VerifyOptions {
  readonly identity?: string | undefined
  readonly passphraseFile?: string | undefined
}

/**
 * Reads a backup to its end, every byte of it, without putting anything anywhere.
 *
 * @returns what it is, as a sentence
 * @throws ConfigError, ZAuthError `backup_damaged`, `backup_newer`, `passphrase_wrong`
 */
export async function verifyBackup(file: string, { identity, passphraseFile }: VerifyOptions): Promise<string> {
  const decrypter = await decrypterFor(identity, passphraseFile)
  let devices = 0
  const { head, manifest } = await readContainer(file, decrypter, (name) => {
    if (name.startsWith('ciphertexts/')) devices += 1
    return Promise.resolve()
  })
  const madeAt = new Date(head.madeAt).toISOString()
  return `${file} is whole: of ${head.issuer}, made at ${madeAt}, ${manifest.length} entries, ${devices} devices.\n`
}
