import type { IdTokenKey, PrivateJwk } from './keyFile.ts'
import { publishedKeys } from './publishedKeys.ts'

/** What a JWK Set of a moment holds, beginning with the key that signs. `now` in milliseconds since 1970. */
export function signingFirst(keys: readonly IdTokenKey[], now: number): readonly [PrivateJwk, ...PrivateJwk[]] {
  const published = publishedKeys(keys, now)
  const signing = published.findLast(({ signsFrom }) => signsFrom <= now) ?? published[0]
  if (signing === undefined) throw new TypeError('No key signs')
  const others = published.filter(({ key }) => key.kid !== signing.key.kid)
  return [signing.key, ...others.map(({ key }) => key)]
}
