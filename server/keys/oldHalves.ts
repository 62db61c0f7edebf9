import type { AnswerKey } from './keyFile.ts'
import { withoutOldHalves } from './withoutOldHalves.ts'

/** How many keys of answers sign no more, and still could. `now` in milliseconds since 1970. */
export function oldHalves(keys: readonly AnswerKey[], now: number): number {
  const needed = withoutOldHalves(keys, now)
  return keys.filter(({ key }, i) => 'd' in key && !('d' in (needed[i]?.key ?? {}))).length
}
