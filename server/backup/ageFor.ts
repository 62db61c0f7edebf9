import { readFile } from 'node:fs/promises'
import { Decrypter, Encrypter } from 'age-encryption'
import { ConfigError } from '../config/configError.ts'
import { requirePrivate } from '../files/requirePrivate.ts'

const shortest = 12

/**
 * What encrypts a backup, `null` when neither is given.
 * @throws ConfigError
 */
export async function encrypterFor(
  recipients: readonly string[],
  passphraseFile: string | undefined,
): Promise<Encrypter | null> {
  if (recipients.length === 0 && passphraseFile === undefined) return null
  if (recipients.length > 0 && passphraseFile !== undefined) {
    throw new ConfigError('--recipient: Expected no passphrase beside it: age takes either')
  }
  const encrypter = new Encrypter()
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient)
    } catch (cause) {
      throw new ConfigError('--recipient: Expected a public key of age (age1…)', { cause })
    }
  }
  if (passphraseFile !== undefined) encrypter.setPassphrase(await passphraseIn(passphraseFile))
  return encrypter
}

/** What opens a backup, as it was named. */
export interface BackupKey {
  readonly decrypter: Decrypter
  readonly option: '--identity' | '--passphrase-file'
  readonly path: string
}

/**
 * What decrypts a backup, `null` when neither is given.
 * @throws ConfigError
 */
export async function backupKeyFor(
  identityFile: string | undefined,
  passphraseFile: string | undefined,
): Promise<BackupKey | null> {
  if (identityFile !== undefined && passphraseFile !== undefined) {
    throw new ConfigError('--identity: Expected no passphrase beside it: a backup is opened by either')
  }
  const decrypter = new Decrypter()
  if (passphraseFile !== undefined) {
    decrypter.addPassphrase(await passphraseIn(passphraseFile))
    return { decrypter, option: '--passphrase-file', path: passphraseFile }
  }
  if (identityFile === undefined) return null
  const lines = (await secretIn('--identity', identityFile))
    .split('\n')
    .filter((line) => line.startsWith('AGE-SECRET-KEY-'))
  if (lines.length === 0) {
    throw new ConfigError(
      `--identity: Expected a file with AGE-SECRET-KEY-… of age in it, and ${identityFile} has none`,
    )
  }
  try {
    for (const line of lines) decrypter.addIdentity(line.trim())
  } catch (cause) {
    throw new ConfigError(`--identity: Expected a key as age-keygen makes them in ${identityFile}`, { cause })
  }
  return { decrypter, option: '--identity', path: identityFile }
}

async function passphraseIn(path: string): Promise<string> {
  const passphrase = (await secretIn('--passphrase-file', path)).replace(/\r?\n$/, '')
  if (passphrase.length < shortest) {
    throw new ConfigError(`--passphrase-file: Expected ${shortest} characters or more in ${path}`)
  }
  return passphrase
}

async function secretIn(option: string, path: string): Promise<string> {
  await requirePrivate(path)
  return await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ConfigError(`${option}: Expected a file that can be read, and ${path} is none`, { cause })
  })
}
