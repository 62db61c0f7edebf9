import type { RefusalReason } from '../store/records.ts'

const sentences: Record<RefusalReason, string> = {
  cancelled: 'The person cancelled the sign-in.',
  not_recognised: 'The face was not recognised.',
  camera_refused: 'The camera was not allowed.',
  camera_missing: 'No camera was found.',
  no_face: 'No face was seen in time.',
  movements_failed: 'The head was not seen to move as asked.',
  account_unknown: 'This account is not enrolled in this browser.',
  too_many_tries: 'There were too many tries.',
  failed: 'The sign-in failed.',
  expired: 'This sign-in has expired.',
  face_required: 'A recovery code is not enough here: the website asks for the face.',
  enrolment_refused: 'No face is enrolled for this account, and this website does not allow it to be enrolled here.',
}

/** Why a sign-in was refused: for the person, and for the website as `error_description`. */
export function refusalSentence(reason: RefusalReason): string {
  return sentences[reason]
}
