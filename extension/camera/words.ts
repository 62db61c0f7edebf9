import type { ErrorCode } from '../../shared/protocol/errors.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import type { Turn } from '../face/series/turn.ts'
import type { Direction } from '../face/directionOf.ts'
import type { SightAdvice } from '../face/sight.ts'
import { named, namedHost, type Named } from '../ui/names.ts'
import { translated } from '../words/translated.ts'
import type { Hindrance } from './useConsideration.ts'

/** Everything that the camera window says, except for movements and errors. */
export const english = {
  /** In the window's head, each before a name of its own line. */
  at: 'at',
  as: 'as',
  for: 'for',
  checkedBy: 'checked by',
  signIn: (website: Named) => `Sign in to ${website}`,
  /** No website waits: the person manages her account. */
  confirm: (website: Named) => `Confirm that it is you, for ${website}`,
  setUp: (website: Named) => `Set up your face for ${website}`,

  advices: {
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
  } satisfies Record<Exclude<SightAdvice, 'ok'>, string>,
  /** The same with a direction: the person's own left and right. */
  directed: {
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
  } satisfies Partial<Record<SightAdvice, Record<Direction, string>>>,
  adviceHints: {
    no_face: 'Your face belongs into the frame.',
    black: 'Open the camera’s cover or its switch, or turn on a light.',
    frozen: 'Disconnect the camera and connect it again, or end the program that uses it too.',
    sideways: 'Turn the camera, or the device, by a quarter.',
    several_faces: 'Somebody else is in the picture.',
    more_light: 'Turn towards a window or a lamp. Nothing may cover the camera.',
    less_light: 'Turn away from the bright light.',
  } satisfies Partial<Record<SightAdvice, string>>,
  /** How to hold the head for the next image of an enrolment. */
  turns: {
    straight: 'Look straight into the camera',
    left: 'Turn your head a little to the left',
    right: 'Turn your head a little to the right',
    up: 'Lift your chin a little',
    down: 'Lower your chin a little',
  } satisfies Record<Turn, string>,

  /** What the person can do about a failure, where its own sentence does not say it. */
  failureHints: {
    camera_refused: 'Press the camera symbol in the address bar of this window.',
    camera_missing: 'Connect a camera, then try again.',
    camera_busy: 'Close the program that uses it, then try again.',
    camera_lost: 'Check that it is still connected, then try again.',
    camera_black: 'Open its cover or its switch, or choose another camera.',
    camera_frozen: 'Disconnect it and connect it again, or end the program that uses it too.',
    camera_sideways: 'Turn the camera, or the device, by a quarter. Then try again.',
    camera_tiny: 'Choose another camera, or a larger picture in its settings.',
    backend_lost: 'If it happens again, restart the browser, or choose another backend in ZAuth’s options.',
    no_backend: 'Update the browser, or use another one.',
    no_face: 'Sit before the camera, with light on your face.',
    not_recognised: 'The website has been told, and you can start again from there.',
    account_unknown: 'A face is enrolled for this account in another browser or on another device.',
    series_inconsistent: 'Only you should be in the pictures.',
    verifier_untrusted: 'Nothing of your face was opened or sent on. Tell the website about it.',
    invalid_proof: 'Check that the clock of this device is right.',
    verifier_not_granted: 'Click the ZAuth icon on the verifier’s page to allow it.',
    interaction_unknown: 'This window can be closed.',
  } satisfies Partial<Record<ErrorCode, string>>,
  setUpOnceMore: 'Set it up once more, in good light.',
  /** Where a browser takes back that it was told never to give the camera. */
  unblock: {
    chromium:
      'In the browser’s settings, open “Privacy and security”, “Site settings”, “Camera”, and take ZAuth off the list of those that may not use it.',
    firefox:
      'In Firefox’s settings, open “Privacy & Security”, “Permissions”, “Camera”, and remove the line of this extension.',
  },

  /** What is under way. */
  starting: 'Starting the camera…',
  ifAsked: 'If the browser asks, allow the camera for ZAuth.',
  loading: 'One moment…',
  cancelling: 'Cancelling…',
  looking: 'Look into the camera',
  holdStill: 'Hold still',
  triedAsItIs: 'It is tried as it is.',
  ifYouCannot: 'If you cannot, look straight ahead and wait.',
  staysHere: 'The picture stays on this device.',
  straightAhead: 'Look straight ahead',
  checking: 'Checking the pictures…',
  preview: 'Is this you, and clearly seen?',
  previewHint: 'Only you see these pictures. They are wiped when you go on.',
  learning: 'Learning your face…',
  holdOn: 'Hold on a moment.',
  comparing: 'Comparing under encryption…',
  comparingHint: 'The verifier compares without seeing your face.',
  onceMore: 'Not recognised yet. Once more…',
  renewal: 'Recognised, though not at once',
  renewalHint: 'Shall your face be taken anew, in this light? It takes ten seconds and replaces what is stored.',
  kept: 'Your face stays stored as it was. You are going back to the website.',
  done: 'Recognised',
  goingBack: 'You are going back to the website.',
  goingOn: 'It goes on in ZAuth’s options.',

  agree: 'I agree',
  tryAgain: 'Try again',
  use: 'Use these',
  takeAgain: 'Take again',
  renew: 'Take it anew',
  notNow: 'Not now',
  cancel: 'Cancel',
  codeInstead: 'Use a recovery code instead',
  close: 'Close',
  picture: 'Your camera’s picture',
  camera: 'Camera',
  cameraNumber: (number: string) => `Camera ${number}`,
  againIn: (label: string, time: string) => `${label} in ${time}`,
  pictureOf: (number: string, count: string) => `Picture ${number} of ${count}`,
  virtual: (camera: Named) => `${camera} seems to be a program, not a camera. If you did not start it, press Cancel.`,

  /** Why the person cannot agree yet. */
  hindrances: {
    unread: 'Read to the end to agree.',
    elsewhere: 'Click into this window to agree.',
    moment: 'One moment…',
  } satisfies Record<NonNullable<Hindrance>, string>,

  /** What the person agrees to. */
  consent: {
    purpose: 'What it is for',
    purposeIs: (website: Named, account: Named) =>
      `${website} will ask for your face as a second step when you sign in as ${account}.`,
    taken: 'What is taken',
    takenIs: 'A few pictures, wiped once you have seen them. From each, 64 numbers that describe your face.',
    leaves: 'What leaves this device',
    leavesEncrypted: (verifier: Named) =>
      `Of your face, only data encrypted with a key that only you have: ${verifier} compares faces without seeing yours.`,
    leavesOnce: (verifier: Named) =>
      `The numbers, once: ${verifier} gets them unencrypted, learns from them, and keeps only the result, encrypted with this browser’s key. No picture ever leaves, and later sign-ins send encrypted data only.`,
    leavesBesides: 'Besides: a device name, how alike faces must be, how you move your head, when you agreed.',
    otherwise: 'If you would rather not, now or later',
    otherwiseIs: (website: Named) =>
      `Press Cancel and ask ${website} for another way. What is stored is kept until you delete it in ZAuth’s options; less long, perhaps, if unused.`,
  },

  codesTitle: 'Recognised. Keep these recovery codes',
}

export const words = translated(english, {
  de: () => import('../words/de/camera.ts'),
  fr: () => import('../words/fr/camera.ts'),
  es: () => import('../words/es/camera.ts'),
  ar: () => import('../words/ar/camera.ts'),
})

/** Who asks, for whom. */
export function headingOf({ own, purpose, relyingParty }: Offer): string {
  const name = named(relyingParty.name)
  if (own) return words.confirm(name)
  return purpose === 'enrol' ? words.setUp(name) : words.signIn(name)
}

/** What the person agrees to before the first picture is taken. */
export function consentOf({ relyingParty, account, issuer, training }: Offer): readonly (readonly [string, string])[] {
  const verifier = namedHost(issuer)
  const website = named(relyingParty.name)
  const { consent } = words
  const face = training === 'device' ? consent.leavesEncrypted(verifier) : consent.leavesOnce(verifier)
  return [
    [consent.purpose, consent.purposeIs(website, named(account))],
    [consent.taken, consent.takenIs],
    [consent.leaves, `${face} ${consent.leavesBesides}`],
    [consent.otherwise, consent.otherwiseIs(website)],
  ]
}
