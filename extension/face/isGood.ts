import type { SightAdvice } from './sight.ts'

/** What a face may be recognised in spite of, when it does not get better. */
const bearable: ReadonlySet<SightAdvice> = new Set([
  'closer',
  'more_light',
  'less_light',
  'look_straight',
  'hold_still',
])

/** Whether a face on which there is this advice may be recognised. */
export function isGood(advice: SightAdvice, lenient: boolean): boolean {
  return advice === 'ok' || (lenient && bearable.has(advice))
}
