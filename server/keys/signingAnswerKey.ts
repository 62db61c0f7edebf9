import type { AnswerKey, PrivateJwk } from './keyFile.ts'

/** The key that signs answers at a moment. `now` in milliseconds since 1970. */
export function signingAnswerKey(keys: readonly AnswerKey[], now: number): PrivateJwk {
  // A clock that is behind finds the private key of the one before already deleted.
  const able = keys.filter(({ key }) => 'd' in key)
  const signing = able.findLast(({ signsFrom }) => signsFrom <= now) ?? able[0]
  if (signing === undefined) throw new TypeError('No key signs')
  return signing.key
}
