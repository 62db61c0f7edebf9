import { publishedKeys } from '../keys/publishedKeys.ts'
import { signingFirst } from '../keys/signingFirst.ts'
import { storedKeys } from '../keys/storedKeys.ts'
import type { Documents } from '../store/documents.ts'
import { tableOf } from './tableOf.ts'

/**
 * The keys that sign id_tokens, or did or will.
 * @throws ConfigError when there are none yet
 */
export async function tableOfKeys(documents: Documents, now: number): Promise<string> {
  const keys = storedKeys(documents, await documents.read('keys'))
  const [signing] = signingFirst(keys.idToken, now)
  const rows = publishedKeys(keys.idToken, now).map(({ key, signsFrom, publishedUntil }) => [
    key.kid,
    key.kid === signing.kid ? 'now' : signsFrom > now ? `from ${dateOf(signsFrom)}` : 'no more',
    publishedUntil === null ? '' : `until ${dateOf(publishedUntil)}`,
  ])
  return tableOf([['KEY', 'SIGNS', 'PUBLISHED'], ...rows])
}

function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
