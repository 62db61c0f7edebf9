import type { AnswerKey } from './keyFile.ts'
import { publicKeyOf } from './publicKeyOf.ts'
import { signingAnswerKey } from './signingAnswerKey.ts'

/** The same keys, without the private keys of those before the one that signs. `now` in milliseconds since 1970. */
export function withoutRetiredPrivateKeys(keys: readonly AnswerKey[], now: number): AnswerKey[] {
  const { kid } = signingAnswerKey(keys, now)
  const at = keys.findIndex(({ key }) => key.kid === kid)
  return keys.map((old, i) => (i < at ? { ...old, key: publicKeyOf(old.key) } : old))
}
