import type { RefusalReason } from '../store/records.ts'
import { english } from '../words/english.ts'

/** Why a sign-in was refused, for the website as `error_description`. What the person reads is in her language (`server/words`). */
export function refusalSentence(reason: RefusalReason): string {
  return english.refusals[reason]
}
