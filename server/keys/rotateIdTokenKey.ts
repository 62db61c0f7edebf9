import { ConfigError } from '../config/configError.ts'
import { changeDocument } from '../documents/changeDocument.ts'
import type { Documents } from '../documents/documents.ts'
import { createSigningKey } from './createSigningKey.ts'
import { publishedBefore, publishedKeys } from './publishedKeys.ts'
import { storedKeys } from './storedKeys.ts'

/**
 * Gives the verifier a new key for id_tokens. It is published for a day before it signs, and the one before stays published for a
 * day after that, so that no website finds an id_token whose key it cannot have.
 *
 * @param now milliseconds since 1970
 * @param isStolen the key before is in wrong hands: the new one signs at once, and no other is published any more
 * @throws ConfigError when the verifier has no keys, one waits already, or another change is under way
 */
export async function rotateIdTokenKey(documents: Documents, now: number, isStolen: boolean): Promise<void> {
  await changeDocument(documents, 'keys', async (seen) => {
    const keys = storedKeys(documents, seen)
    const waiting = keys.idToken.find(({ signsFrom }) => signsFrom > now)
    if (waiting !== undefined && !isStolen) {
      throw new ConfigError(`keys: A new key waits already, to sign from ${new Date(waiting.signsFrom).toISOString()}`)
    }
    const key = await createSigningKey('RS256')
    const kept = publishedKeys(keys.idToken, now).map(({ key: old, signsFrom }) => ({ key: old, signsFrom }))
    const idToken = isStolen ? [{ key, signsFrom: now }] : [...kept, { key, signsFrom: now + publishedBefore }]
    return JSON.stringify({ ...keys, idToken }, null, 2)
  })
}
