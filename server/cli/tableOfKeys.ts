import type { AnswerKey, IdTokenKey } from '../keys/keyFile.ts'
import { publishedKeys } from '../keys/publishedKeys.ts'
import { signingAnswerKey } from '../keys/signingAnswerKey.ts'
import { signingFirst } from '../keys/signingFirst.ts'
import { storedKeys } from '../keys/storedKeys.ts'
import type { Documents } from '../documents/documents.ts'
import { tableOf } from './tableOf.ts'

/**
 * The keys that sign id_tokens, and those that sign answers, or did or will.
 * @throws ConfigError when there are none yet
 */
export async function tableOfKeys(documents: Documents, now: number): Promise<string> {
  const { idToken, answer } = storedKeys(documents, await documents.read('keys'))
  return `${ofIdTokens(idToken, now)}\n${ofAnswers(answer, now)}`
}

function ofIdTokens(keys: readonly IdTokenKey[], now: number): string {
  const [signing] = signingFirst(keys, now)
  const rows = publishedKeys(keys, now).map(({ key, signsFrom, publishedUntil }) => [
    key.kid,
    key.kid === signing.kid ? 'now' : signsFrom > now ? `from ${dateOf(signsFrom)}` : 'no more',
    publishedUntil === null ? '' : `until ${dateOf(publishedUntil)}`,
  ])
  return tableOf([['KEY OF ID_TOKENS', 'SIGNS', 'PUBLISHED'], ...rows])
}

function ofAnswers(keys: readonly AnswerKey[], now: number): string {
  const signing = signingAnswerKey(keys, now)
  const rows = keys.map(({ key, signsFrom, succession }) => [
    key.kid,
    signsFrom > now
      ? `from ${dateOf(signsFrom)}`
      : `${key.kid === signing.kid ? 'now' : 'no more'}, ${signsFrom === 0 ? 'the first' : `since ${dateOf(signsFrom)}`}`,
    'd' in key ? 'yes' : 'deleted',
    key === keys.at(-1)?.key ? '' : succession === undefined ? 'nobody' : 'devices that pinned it',
  ])
  return tableOf([['KEY OF ANSWERS', 'SIGNS', 'PRIVATE HALF', 'LEADS ON'], ...rows])
}

function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
