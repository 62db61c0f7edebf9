import { ConfigError } from '../configError.ts'
import { publishedKeys } from '../keys/publishedKeys.ts'
import { readKeyFile } from '../keys/readKeyFile.ts'
import { signingFirst } from '../keys/signingFirst.ts'
import { tableOf } from './tableOf.ts'

/**
 * The keys that sign id_tokens, or did or will.
 * @throws ConfigError when there are none yet
 */
export function tableOfKeys(data: string, now: number): string {
  const file = readKeyFile(data)
  if (file === null)
    throw new ConfigError(`data: ${data} has no keys yet. They are made when the verifier first starts`)
  const [signing] = signingFirst(file.idToken, now)
  const rows = publishedKeys(file.idToken, now).map(({ key, signsFrom, publishedUntil }) => [
    key.kid,
    key.kid === signing.kid ? 'now' : signsFrom > now ? `from ${dateOf(signsFrom)}` : 'no more',
    publishedUntil === null ? '' : `until ${dateOf(publishedUntil)}`,
  ])
  return tableOf([['KEY', 'SIGNS', 'PUBLISHED'], ...rows])
}

function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
