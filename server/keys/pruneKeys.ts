import { changeDocument } from '../documents/changeDocument.ts'
import type { Documents } from '../documents/documents.ts'
import { retiredPrivateKeys } from './retiredPrivateKeys.ts'
import { publishedKeys } from './publishedKeys.ts'
import { storedKeys } from './storedKeys.ts'
import { withoutRetiredPrivateKeys } from './withoutRetiredPrivateKeys.ts'

/**
 * Deletes what signs no more: keys of id_tokens that are not published any longer, and the private keys of those of answers whose successor
 * signs. What those have stated stays, and leads devices on that come back later.
 *
 * @param now milliseconds since 1970
 * @returns how many private keys were deleted
 * @throws ConfigError when the verifier has no keys
 */
export async function pruneKeys(documents: Documents, now: number): Promise<number> {
  let deleted = 0
  await changeDocument(documents, 'keys', (seen) => {
    const keys = storedKeys(documents, seen)
    const idToken = publishedKeys(keys.idToken, now).map(({ key, signsFrom }) => ({ key, signsFrom }))
    const answer = withoutRetiredPrivateKeys(keys.answer, now)
    deleted = keys.idToken.length - idToken.length + retiredPrivateKeys(keys.answer, now)
    return JSON.stringify({ ...keys, idToken, answer }, null, 2)
  })
  return deleted
}
