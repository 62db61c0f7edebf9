import type { Guidance } from '../movements/guidance.ts'
import { movementInstruction } from '../movements/words.ts'
import { sentenceOf } from '../words/sentenceOf.ts'
import type { View } from './screen.ts'
import { words } from './words.ts'

/** The one instruction of the camera window, which is read aloud as well. */
export function instructionOf({ phase, advice, towards, series, note, guidance, failure }: View): string {
  switch (phase) {
    case 'starting':
      return note ?? words.starting
    case 'consent':
      return ''
    case 'looking':
    case 'enrolling':
      if (advice !== null && advice !== 'ok') return adviceOf(advice, towards)
      if (note !== null) return note
      if (advice === null) return words.looking
      return phase === 'looking' ? words.holdStill : words.turns[series?.wanted ?? 'straight']
    case 'moving':
      if (advice !== null && advice !== 'ok' && hindersMovement(advice, guidance)) return words.advices[advice]
      return guidance ? movementInstruction(guidance) : (note ?? words.straightAhead)
    case 'preview':
      return words.preview
    case 'matching':
      return note ?? words.comparing
    case 'renewal':
      return words.renewal
    case 'codes':
      return words.codesTitle
    case 'done':
      return words.done
    case 'failed':
      return failure ? sentenceOf(failure.error) : ''
  }
}

function adviceOf(advice: keyof typeof words.advices, towards: View['towards']): string {
  if (towards && (advice === 'centre' || advice === 'look_straight')) return words.directed[advice][towards]
  return words.advices[advice]
}

/** Whether a person who moves has to hear what is in the way; that she moves and looks elsewhere is as it should be. */
function hindersMovement(advice: keyof typeof words.advices, guidance: Guidance | null): boolean {
  if (advice === 'hold_still' || advice === 'look_straight') return false
  return guidance?.state !== 'move' || advice === 'no_face' || advice === 'several_faces'
}
