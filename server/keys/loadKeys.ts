import type { Documents } from '../store/documents.ts'
import { ensureDocument } from '../store/ensureDocument.ts'
import { createKeys } from './createKeys.ts'
import { importSigner, type AnswerSigner } from './importSigner.ts'
import type { KeyFile, PrivateJwk } from './keyFile.ts'
import { keysIn } from './keysIn.ts'
import { signingFirst } from './signingFirst.ts'

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
 * The verifier's keys, made on the first start of the first of its nodes.
 *
 * @param onDamage hears when they are found damaged later on, and those known before stay; throws by default
 */
export async function loadKeys(documents: Documents, onDamage: (error: unknown) => void = rethrow): Promise<Keys> {
  const { text } = await ensureDocument(documents, 'keys', async () => JSON.stringify(await createKeys(), null, 2))
  const keys = keysIn(text, documents.place('keys'))
  return {
    idTokenKeys: await followIdTokenKeys(documents, keys, onDamage),
    answer: await importSigner(keys.answer),
    cookies: keys.cookies,
    tickets: Buffer.from(keys.tickets, 'base64url'),
    accountNames: Buffer.from(keys.accountNames, 'base64url'),
  }
}

function rethrow(error: unknown): void {
  throw error
}

async function followIdTokenKeys(
  documents: Documents,
  { idToken }: KeyFile,
  onDamage: (error: unknown) => void,
): Promise<Keys['idTokenKeys']> {
  const current = await documents.follow('keys')
  let known = idToken
  let seen: string | null = null
  return (now) => {
    try {
      const document = current()
      if (document !== null && document.version !== seen) {
        seen = document.version
        known = keysIn(document.text, documents.place('keys')).idToken
      }
    } catch (error) {
      onDamage(error)
    }
    return signingFirst(known, now)
  }
}
