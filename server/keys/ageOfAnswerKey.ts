import type { AnswerKey } from './keyFile.ts'
import { signingAnswerKey } from './signingAnswerKey.ts'

/** Milliseconds for which the key of answers that signs has done so; `null` for the first of a verifier of 0.1, which has no date. */
export function ageOfAnswerKey(keys: readonly AnswerKey[], now: number): number | null {
  const { kid } = signingAnswerKey(keys, now)
  const since = keys.find(({ key }) => key.kid === kid)?.signsFrom ?? 0
  return since === 0 ? null : now - since
}
