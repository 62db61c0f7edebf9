/** What one check has found. */
export interface Finding {
  /** What was looked at: a word or two, always the same. */
  readonly check: string
  readonly verdict: 'ok' | 'wrong' | 'cannot tell'
  /** As a sentence. */
  readonly says: string
  /** What to do about it; `null` where nothing is to be done. */
  readonly mend: string | null
}

export const fine = (check: string, says: string): Finding => ({ check, verdict: 'ok', says, mend: null })
export const wrong = (check: string, says: string, mend: string): Finding => ({ check, verdict: 'wrong', says, mend })
export const unknown = (check: string, says: string, mend: string | null = null): Finding => ({
  check,
  verdict: 'cannot tell',
  says,
  mend,
})
