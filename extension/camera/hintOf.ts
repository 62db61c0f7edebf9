import type { ErrorCode } from '../../shared/protocol/errors.ts'
import { words as codesWords } from '../account/words.ts'
import type { SightAdvice } from '../face/sight.ts'
import { movementFailureHint, movementHint } from '../movements/words.ts'
import type { Failure, View } from './screen.ts'
import { words } from './words.ts'

/** The sentence below the instruction of the camera window; empty where there is nothing to add. */
export function hintOf({ phase, advice, lenient, series, note, guidance, failure }: View): string {
  const adviceHints: Partial<Record<SightAdvice, string>> = words.adviceHints
  switch (phase) {
    case 'starting':
      return note === null ? words.ifAsked : ''
    case 'looking':
    case 'enrolling':
      if (lenient && advice !== 'ok') return words.triedAsItIs
      if (advice !== null && adviceHints[advice]) return adviceHints[advice]
      return series && series.wanted !== null && series.wanted !== 'straight' ? words.ifYouCannot : words.staysHere
    case 'moving':
      return note ?? (guidance ? movementHint(guidance) : '')
    case 'preview':
      return words.previewHint
    case 'matching':
      return note === null ? words.comparingHint : words.holdOn
    case 'renewal':
      return words.renewalHint
    case 'codes':
      return codesWords.hint
    case 'done':
      return note ?? words.goingBack
    case 'failed':
      return failure ? failureHint(failure) : ''
    case 'consent':
      return ''
  }
}

function failureHint({ error, over }: Failure): string {
  if (error.code === 'camera_blocked')
    return navigator.userAgent.includes('Firefox') ? words.unblock.firefox : words.unblock.chromium
  if (error.code === 'movements_failed') return movementFailureHint(error.detail)
  if (error.code === 'not_recognised' && !over) return words.setUpOnceMore
  const hints: Partial<Record<ErrorCode, string>> = words.failureHints
  return hints[error.code] ?? ''
}
