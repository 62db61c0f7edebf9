import { changeDocument } from '../documents/changeDocument.ts'
import type { Documents } from '../documents/documents.ts'
import { oldHalves } from './oldHalves.ts'
import { publishedKeys } from './publishedKeys.ts'
import { storedKeys } from './storedKeys.ts'
import { withoutOldHalves } from './withoutOldHalves.ts'

/**
 * Deletes what signs no more: keys of id_tokens that are not published any longer, and the private halves of keys of answers whose successor
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
    const answer = withoutOldHalves(keys.answer, now)
    deleted = keys.idToken.length - idToken.length + oldHalves(keys.answer, now)
    return JSON.stringify({ ...keys, idToken, answer }, null, 2)
  })
  return deleted
}
