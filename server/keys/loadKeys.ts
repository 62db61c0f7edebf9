import { fileVersion } from '../store/fileVersion.ts'
import { createKeys } from './createKeys.ts'
import { importSigner, type AnswerSigner } from './importSigner.ts'
import type { KeyFile, PrivateJwk } from './keyFile.ts'
import { keyFilePath } from './keyFilePath.ts'
import { readKeyFile } from './readKeyFile.ts'
import { signingFirst } from './signingFirst.ts'
import { writePrivateFile } from './writePrivateFile.ts'

/** Everything secret of the verifier's own. */
export interface Keys {
  /**
   * Keys of id_tokens (RS256, what relying parties expect without being told): the first signs, all are published. They may change
   * with time, and by command, while the verifier runs. `now` in milliseconds since 1970.
   */
  readonly idTokenKeys: (now: number) => readonly [PrivateJwk, ...PrivateJwk[]]
  readonly answer: AnswerSigner
  readonly cookies: readonly string[]
  /** HMAC key that makes an interaction's ticket out of its uid. */
  readonly tickets: Buffer
  /** HMAC key under which logs name accounts. */
  readonly accountNames: Buffer
}

/**
 * The verifier's keys from `data/keys.json`, made on first start, readable by its own user only.
 *
 * @param onDamage hears when the file is found damaged later on, and the keys known before stay; throws by default
 */
export async function loadKeys(data: string, onDamage: (error: unknown) => void = rethrow): Promise<Keys> {
  const file = readKeyFile(data) ?? (await makeKeyFile(data))
  return {
    idTokenKeys: watchIdTokenKeys(data, file, onDamage),
    answer: await importSigner(file.answer),
    cookies: file.cookies,
    tickets: Buffer.from(file.tickets, 'base64url'),
    accountNames: Buffer.from(file.accountNames, 'base64url'),
  }
}

function rethrow(error: unknown): void {
  throw error
}

async function makeKeyFile(data: string): Promise<KeyFile> {
  const made = await createKeys()
  await writePrivateFile(keyFilePath(data), JSON.stringify(made, null, 2))
  return made
}

function watchIdTokenKeys(data: string, { idToken }: KeyFile, onDamage: (error: unknown) => void): Keys['idTokenKeys'] {
  const path = keyFilePath(data)
  let known = idToken
  let seen = fileVersion(path)
  return (now) => {
    const version = fileVersion(path)
    if (version !== seen) {
      seen = version
      try {
        known = readKeyFile(data)?.idToken ?? known
      } catch (error) {
        onDamage(error)
      }
    }
    return signingFirst(known, now)
  }
}
