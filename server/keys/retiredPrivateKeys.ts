import type { AnswerKey } from './keyFile.ts'
import { withoutRetiredPrivateKeys } from './withoutRetiredPrivateKeys.ts'

/** How many keys of answers sign no more, and still could. `now` in milliseconds since 1970. */
export function retiredPrivateKeys(keys: readonly AnswerKey[], now: number): number {
  const needed = withoutRetiredPrivateKeys(keys, now)
  return keys.filter(({ key }, i) => 'd' in key && !('d' in (needed[i]?.key ?? {}))).length
}
