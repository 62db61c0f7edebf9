import type { IdTokenKey } from './keyFile.ts'
import { publishedKeys } from './publishedKeys.ts'
import { signingFirst } from './signingFirst.ts'

/** Milliseconds for which the key of id_tokens that signs has done so; `null` for the first, which has no date. */
export function ageOfIdTokenKey(keys: readonly IdTokenKey[], now: number): number | null {
  const [{ kid }] = signingFirst(keys, now)
  const since = publishedKeys(keys, now).find(({ key }) => key.kid === kid)?.signsFrom ?? 0
  return since === 0 ? null : now - since
}
