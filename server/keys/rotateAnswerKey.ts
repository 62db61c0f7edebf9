import { ConfigError } from '../config/configError.ts'
import { changeDocument } from '../documents/changeDocument.ts'
import type { Documents } from '../documents/documents.ts'
import { createSigningKey } from './createSigningKey.ts'
import type { AnswerKey } from './keyFile.ts'
import { publicKeyOf } from './publicKeyOf.ts'
import { publishedBefore } from './publishedKeys.ts'
import { signingAnswerKey } from './signingAnswerKey.ts'
import { stateSuccession } from './stateSuccession.ts'
import { storedKeys } from './storedKeys.ts'
import { withoutRetiredPrivateKeys } from './withoutRetiredPrivateKeys.ts'

interface Rotation {
  readonly issuer: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** The key before is in wrong hands: nothing that it has signed leads to the new one, which signs at once. */
  readonly isStolen: boolean
}

/**
 * Gives the verifier a new key for answers, which extensions pin. The one before names it in a statement that is published at once; a day
 * later the new one signs, and extensions follow the statement.
 *
 * @throws ConfigError when the verifier has no keys, or one waits already
 */
export async function rotateAnswerKey(documents: Documents, { issuer, now, isStolen }: Rotation): Promise<void> {
  await changeDocument(documents, 'keys', async (seen) => {
    const keys = storedKeys(documents, seen)
    const last = keys.answer.at(-1)
    if (last !== undefined && last.key.kid !== signingAnswerKey(keys.answer, now).kid && !isStolen) {
      throw new ConfigError(`keys: A new key waits already, to sign from ${new Date(last.signsFrom).toISOString()}`)
    }
    const key = await createSigningKey('ES256')
    const newest: AnswerKey = { key, signsFrom: isStolen ? now : now + publishedBefore }
    const former = isStolen
      ? keys.answer.map((old) => ({ key: publicKeyOf(old.key), signsFrom: old.signsFrom }))
      : await naming(newest, withoutRetiredPrivateKeys(keys.answer, now), issuer)
    return JSON.stringify({ ...keys, answer: [...former, newest] }, null, 2)
  })
}

/** The same keys, of which the last has named the one that follows it. */
async function naming(newest: AnswerKey, former: readonly AnswerKey[], issuer: string): Promise<readonly AnswerKey[]> {
  const last = signingAnswerKey(former, newest.signsFrom)
  const succession = await stateSuccession(last, newest, issuer)
  return former.map((old) => (old.key.kid === last.kid ? { ...old, succession } : old))
}
