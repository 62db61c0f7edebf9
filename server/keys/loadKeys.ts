import type { PublicJwk } from '../../shared/protocol/metadata.ts'
import type { Documents } from '../documents/documents.ts'
import { ensureDocument } from '../documents/ensureDocument.ts'
import { createAnswerSigner } from './createAnswerSigner.ts'
import { createKeys } from './createKeys.ts'
import { followKeys } from './followKeys.ts'
import type { AnswerSigner } from './importSigner.ts'
import type { PrivateJwk } from './keyFile.ts'
import { keysIn } from './keysIn.ts'
import { publicKeyOf } from './publicKeyOf.ts'
import { publishedSuccession } from './publishedSuccession.ts'
import { signingFirst } from './signingFirst.ts'

/** Everything secret of the verifier's own. */
export interface Keys {
  /**
   * Keys of id_tokens (RS256, what relying parties expect without being told): the first signs, all are published. They may change
   * with time, and by command, while the verifier runs. `now` in milliseconds since 1970.
   */
  readonly idTokenKeys: (now: number) => readonly [PrivateJwk, ...PrivateJwk[]]
  /** By the key that signs at the time: it, too, may change. */
  readonly answer: AnswerSigner
  /** Statements by which former keys of answers name the next (`SuccessionClaims`), the oldest first. */
  readonly succession: () => readonly string[]
  /** Every key that has signed answers, or will: what they signed into the audit log stays there. */
  readonly answerKeys: () => readonly PublicJwk[]
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
 * @param now milliseconds since 1970
 */
export async function loadKeys(
  documents: Documents,
  onDamage: (error: unknown) => void = rethrow,
  now: () => number = Date.now,
): Promise<Keys> {
  const { text } = await ensureDocument(documents, 'keys', async () => JSON.stringify(await createKeys(), null, 2))
  const keys = keysIn(text, documents.place('keys'))
  const current = await followKeys(documents, keys, onDamage)
  return {
    idTokenKeys: (at) => signingFirst(current().idToken, at),
    answer: createAnswerSigner(() => current().answer, now),
    succession: () => publishedSuccession(current().answer),
    answerKeys: () => current().answer.map(({ key }) => publicKeyOf(key)),
    cookies: keys.cookies,
    tickets: Buffer.from(keys.tickets, 'base64url'),
    accountNames: Buffer.from(keys.accountNames, 'base64url'),
  }
}

function rethrow(error: unknown): void {
  throw error
}
