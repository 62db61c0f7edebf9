import type { ErrorCode } from '../../shared/protocol/errors.ts'
import type { Offer } from '../../shared/protocol/messages.ts'
import type { Turn } from '../enrol/turn.ts'
import type { Direction } from '../face/directionOf.ts'
import type { SightAdvice } from '../face/sight.ts'
import type { Guidance } from '../movements/guidance.ts'
import { movementFailureHint, movementHint, movementInstruction } from '../movements/words.ts'
import { named, namedHost } from '../ui/names.ts'
import type { Failure, View } from './screen.ts'
import type { Hindrance } from './useConsideration.ts'

/** Everything that the camera window says. */

const advices: Record<Exclude<SightAdvice, 'ok'>, string> = {
  no_face: 'Look into the camera',
  several_faces: 'One face only',
  closer: 'Come a little closer',
  further: 'Move back a little',
  centre: 'Move to the middle',
  more_light: 'More light on your face',
  less_light: 'Less light on your face',
  look_straight: 'Look straight ahead',
  hold_still: 'Hold still',
  black: 'The picture is black',
  frozen: 'The picture stands still',
  sideways: 'The picture lies on its side',
}

/** The same with a direction. */
const directed: Partial<Record<SightAdvice, Record<Direction, string>>> = {
  centre: {
    left: 'Move a little to the left',
    right: 'Move a little to the right',
    up: 'Move up a little',
    down: 'Move down a little',
  },
  look_straight: {
    left: 'Turn a little to the left',
    right: 'Turn a little to the right',
    up: 'Lift your chin a little',
    down: 'Lower your chin a little',
  },
}

const hints: Partial<Record<SightAdvice, string>> = {
  no_face: 'Your face belongs into the frame.',
  black: 'Open the camera’s cover or its switch, or turn on a light.',
  frozen: 'Disconnect the camera and connect it again, or end the program that uses it too.',
  sideways: 'Turn the camera, or the device, by a quarter.',
  several_faces: 'Somebody else is in the picture.',
  more_light: 'Turn towards a window or a lamp. Nothing may cover the camera.',
  less_light: 'Turn away from the bright light.',
}

const failureHints: Partial<Record<ErrorCode, string>> = {
  camera_refused: 'Press the camera symbol in the address bar of this window.',
  camera_missing: 'Connect a camera, then try again.',
  camera_busy: 'Close the program that uses it, then try again.',
  camera_lost: 'Check that it is still connected, then try again.',
  camera_black: 'Open its cover or its switch, or choose another camera.',
  camera_frozen: 'Disconnect it and connect it again, or end the program that uses it too.',
  camera_sideways: 'Turn the camera, or the device, by a quarter. Then try again.',
  camera_tiny: 'Choose another camera, or a larger picture in its settings.',
  backend_lost: 'If it happens again, choose another backend in ZAuth’s options.',
  no_backend: 'Update the browser, or use another one.',
  no_face: 'Sit before the camera, with light on your face.',
  not_recognised: 'The website has been told, and you can start again from there.',
  account_unknown: 'A face is enrolled for this account in another browser or on another device.',
  series_inconsistent: 'Only you should be in the pictures.',
  verifier_untrusted: 'Nothing of your face was opened or sent on. Tell the website about it.',
  invalid_proof: 'Check that the clock of this device is right.',
  verifier_not_granted: 'Click the ZAuth icon on the verifier’s page to allow it.',
  interaction_unknown: 'This window can be closed.',
}

/** Where a browser takes back that it was told never to give the camera. */
const unblock = {
  chromium:
    'In the browser’s settings, open “Privacy and security”, “Site settings”, “Camera”, and take ZAuth off the list of those that may not use it.',
  firefox:
    'In Firefox’s settings, open “Privacy & Security”, “Permissions”, “Camera”, and remove the line of this extension.',
} as const

/** Said before the second and third try. */
export const onceMore = 'Not recognised yet. Once more…'

/** Said when a face could not be taken anew. */
export const kept = 'Your face stays stored as it was. You are going back to the website.'

/** Said while the images of an enrolment are compared with each other. */
export const checking = 'Checking the pictures…'

/** Said between the series of images and the first sign-in. */
export const learning = 'Learning your face…'

/** Said while the networks load and the camera is there already, and while the verifier is told that nothing will come. */
export const loading = 'One moment…'
export const cancelling = 'Cancelling…'

export const labels = {
  agree: 'I agree',
  tryAgain: 'Try again',
  use: 'Use these',
  takeAgain: 'Take again',
  renew: 'Take it anew',
  notNow: 'Not now',
  cancel: 'Cancel',
  close: 'Close',
  picture: 'Your camera’s picture',
  camera: 'Camera',
} as const

/** Why the person cannot agree yet. */
export const hindrances: Record<NonNullable<Hindrance>, string> = {
  unread: 'Read to the end to agree.',
  elsewhere: 'Click into this window to agree.',
  moment: 'One moment…',
}

/** Who asks, for whom. */
export function headingOf({ purpose, relyingParty }: Offer): string {
  const name = named(relyingParty.name)
  return purpose === 'enrol' ? `Set up your face for ${name}` : `Sign in to ${name}`
}

/** The one instruction that is read aloud as well. */
export function instructionOf({ phase, advice, towards, series, note, guidance, failure }: View): string {
  switch (phase) {
    case 'starting':
      return note ?? 'Starting the camera…'
    case 'consent':
      return ''
    case 'looking':
    case 'enrolling':
      if (advice !== null && advice !== 'ok') return (towards && directed[advice]?.[towards]) ?? advices[advice]
      if (note !== null) return note
      if (advice === null) return 'Look into the camera'
      return phase === 'looking' ? 'Hold still' : turns[series?.wanted ?? 'straight']
    case 'moving':
      if (advice !== null && advice !== 'ok' && hindersMovement(advice, guidance)) return advices[advice]
      return guidance ? movementInstruction(guidance) : (note ?? 'Look straight ahead')
    case 'preview':
      return 'Is this you, and clearly seen?'
    case 'matching':
      return note ?? 'Comparing under encryption…'
    case 'renewal':
      return 'Recognised, though not at once'
    case 'codes':
      return 'Recognised. Keep these recovery codes'
    case 'done':
      return 'Recognised'
    case 'failed':
      return failure?.error.message ?? ''
  }
}

/** Whether a person who moves has to hear what is in the way; that she moves and looks elsewhere is as it should be. */
function hindersMovement(advice: SightAdvice, guidance: Guidance | null): boolean {
  if (advice === 'hold_still' || advice === 'look_straight') return false
  return guidance?.state !== 'move' || advice === 'no_face' || advice === 'several_faces'
}

/** How to hold the head for the next image of an enrolment. */
const turns: Record<Turn, string> = {
  straight: 'Look straight into the camera',
  left: 'Turn your head a little to the left',
  right: 'Turn your head a little to the right',
  up: 'Lift your chin a little',
  down: 'Lower your chin a little',
}

/** What is read aloud in the place of an image of an enrolment. */
export function pictureLabel(index: number, count: number): string {
  return `Picture ${index + 1} of ${count}`
}

/** A sentence below the instruction. */
export function hintOf({ phase, advice, lenient, series, note, guidance, failure }: View): string {
  switch (phase) {
    case 'starting':
      return note === null ? 'If the browser asks, allow the camera for ZAuth.' : ''
    case 'looking':
    case 'enrolling':
      if (lenient && advice !== 'ok') return 'It is tried as it is.'
      if (advice !== null && hints[advice]) return hints[advice]
      return series && series.wanted !== null && series.wanted !== 'straight'
        ? 'If you cannot, look straight ahead and wait.'
        : 'The picture stays on this device.'
    case 'moving':
      return note ?? (guidance ? movementHint(guidance) : '')
    case 'preview':
      return 'Only you see these pictures. They are wiped when you go on.'
    case 'matching':
      return note === null ? 'The verifier compares without seeing your face.' : 'Hold on a moment.'
    case 'renewal':
      return 'Shall your face be taken anew, in this light? It takes ten seconds and replaces what is stored.'
    case 'codes':
      return 'Each lets you in once, without your face or this device. They are not shown again.'
    case 'done':
      return note ?? 'You are going back to the website.'
    case 'failed':
      return failure ? failureHint(failure) : ''
    case 'consent':
      return ''
  }
}

function failureHint({ error, over }: Failure): string {
  if (error.code === 'camera_blocked')
    return navigator.userAgent.includes('Firefox') ? unblock.firefox : unblock.chromium
  if (error.code === 'movements_failed') return movementFailureHint(error.detail)
  if (error.code === 'not_recognised' && !over) return 'Set it up once more, in good light.'
  return failureHints[error.code] ?? ''
}

/** What the person agrees to before the first picture is taken. */
export function consentOf({ relyingParty, account, issuer, training }: Offer): readonly (readonly [string, string])[] {
  const verifier = namedHost(issuer)
  const website = named(relyingParty.name)
  return [
    ['What it is for', `${website} will ask for your face as a second step when you sign in as ${named(account)}.`],
    [
      'What is taken',
      'A few pictures of your face. Each becomes 64 numbers that describe it; the picture is wiped at once.',
    ],
    training === 'device'
      ? [
          'What leaves this device',
          `Only encrypted data. What this browser learns from the numbers is encrypted with a key that never leaves it, so ${verifier} can compare faces without ever seeing yours.`,
        ]
      : [
          'What leaves this device',
          `The numbers, once: ${verifier} receives them unencrypted, learns from them, encrypts the result with this browser’s key and keeps only that. The pictures never leave. Later sign-ins send encrypted data only.`,
        ],
    [
      'If you would rather not',
      `Press Cancel and ask ${website} for another way. If you agree now, its operator can remove your face whenever you ask.`,
    ],
  ]
}

/** What is said when the camera is a program. */
export function virtualWarning(label: string): string {
  return `${named(label)} seems to be a program, not a camera. If you did not start it, press Cancel.`
}
