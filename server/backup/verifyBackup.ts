import { backupKeyFor } from './ageFor.ts'
import { readContainer } from './readContainer.ts'

interface VerifyOptions {
  readonly identity?: string | undefined
  readonly passphraseFile?: string | undefined
}

/**
 * Reads a backup to its end, every byte of it, without putting anything anywhere.
 *
 * @returns what it is, as a sentence
 * @throws ConfigError, also when it cannot be read or opened; ZAuthError `backup_damaged`, `backup_newer`
 */
export async function verifyBackup(file: string, { identity, passphraseFile }: VerifyOptions): Promise<string> {
  const key = await backupKeyFor(identity, passphraseFile)
  let devices = 0
  const { head, entries } = await readContainer(file, key, (name) => {
    if (name.startsWith('ciphertexts/')) devices += 1
    return Promise.resolve()
  })
  const madeAt = new Date(head.madeAt).toISOString()
  return `${file} is whole: of ${head.issuer}, made at ${madeAt}, ${entries} entries, ${devices} devices.\n`
}
