import { errorCodes, type ErrorCode } from '../../shared/protocol/errors.ts'
import type { RefusalReason } from '../store/records.ts'

/** Everything that the verifier’s pages say, and what their script says. Whoever adds a text adds it in the four other languages. */
export const english = {
  signInTo: (website: string): string => `Sign in to ${website}`,
  website: 'Website',
  account: 'Account',
  reason: 'For',
  cancel: 'Cancel',
  backTo: (website: string): string => `Back to ${website}`,
  continueTo: (website: string): string => `Continue to ${website}`,
  continueWithout: 'Continue without it',
  headings: {
    enrol: 'Set up your face',
    verify: 'Sign in with your face',
    stopped: 'This sign-in stopped',
    recognised: 'Recognised',
    recovered: 'Your recovery code was accepted',
    expired: 'This sign-in has expired',
    over: 'This sign-in is over',
    busy: 'The verifier is busy',
    nothing: 'Nothing here',
    moment: 'One moment…',
    signIn: 'Sign in',
  },
  next: {
    verify: 'The camera window opens and compares your face under encryption. No picture leaves this device.',
    device:
      'The camera window opens, takes a few pictures and turns them into an encrypted template. No picture leaves this device.',
    server:
      'The camera window opens and takes a few pictures. Numbers computed from them go to the verifier once, to make an encrypted template; the pictures stay on this device.',
    expired: 'Too much time has passed. Go back to the website to start again.',
  },
  /** What the status of a page says, as it goes. */
  states: {
    waiting: 'Waiting for the ZAuth extension…',
    enrolled: 'Your face is set up. Checking that it works…',
    matching: 'Comparing under encryption…',
    authenticated: 'Recognised. Going back to the website…',
    recovered: 'Your recovery code was accepted.',
    refused: 'This sign-in is over. Going back to the website…',
    expired: 'This sign-in is over.',
    ready: 'The ZAuth extension is ready. Look for its camera window.',
    noWindow:
      'Do you see no camera window? It was closed, or another sign-in runs. Click the ZAuth icon in the browser’s toolbar.',
  },
  goingBackTo: (website: string): string => `Going back to ${website}…`,
  extension: {
    title: 'The ZAuth extension did not answer',
    ifThere: 'If it is installed, click its icon in the browser’s toolbar and allow it for this site.',
    ifNot: 'If it is not,',
    ask: 'ask the website where to get it.',
    get: 'get the extension',
    thenLoad: ', then load this page again.',
  },
  noScript: 'To sign in with your face, this page needs JavaScript.',
  ifNothing: 'If nothing happens,',
  goOn: 'go on here',
  code: {
    instead: 'Use a recovery code',
    label: 'Recovery code',
    hint: 'You were given ten when you set up your face; each works once. A code that the website gave you to set up this device works here, too, and so does a short one that another device of yours shows.',
    use: 'Use this code',
    wrong:
      'This is no code of this account, or it was used before. A code has twelve letters and digits, one from another device of yours has eight; try it again.',
    tooMany: 'There were too many wrong codes in this sign-in. Go back to the website and start again.',
    wait: (seconds: number): string => `There were too many wrong codes. Wait ${seconds} seconds, then try again.`,
  },
  ticket: {
    title: (website: string): string => `Set up your face for ${website}`,
    needed: (website: string): string =>
      `No face is known for this account yet. To set up yours, you need a code from ${website}.`,
    label: (website: string): string => `Code from ${website}`,
    hint: 'It works once, and for this account only. If you have none, ask the website.',
  },
  recovered: {
    signedIn: (website: string): string => `Signed in to ${website} with a recovery code`,
    faceAsked: (website: string): string => `Your face is asked for by ${website}`,
    none: 'This was your last recovery code. When you next sign in with your face, you get new ones.',
    few: (left: number): string =>
      `You have only ${left} recovery ${left === 1 ? 'code' : 'codes'} left. You can make new ones in ZAuth’s options, with your face.`,
    left: (left: number): string => `It will not work a second time. You have ${left} recovery codes left.`,
    noPlace: (website: string): string => `${website} asks for your face, and takes no code in its place.`,
    setUpNow: 'Set up this device now; then your face is compared.',
    useAnother: 'Use a device that knows it.',
    setUpHint: 'If you have no other device at hand that knows your face, set up this one now.',
    full: (website: string): string =>
      `Your account has as many devices as ${website} allows: the oldest of them will be removed.`,
    setUp: 'Set up my face on this device',
  },
  /** What an operator searches for stands behind it. */
  errorCode: 'Code:',
  unusable: (reason: string): string =>
    `The website’s request cannot be used (${reason}). Go back to it and start again.`,
  refusals: {
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
  } satisfies Record<RefusalReason, string>,
  /** The sentence of every error: the English ones are those of the errors themselves. */
  errors: Object.fromEntries(Object.entries(errorCodes).map(([code, { message }]) => [code, message])) as Record<
    ErrorCode,
    string
  >,
}

/** The texts of the pages, in one of the languages. */
export type Words = typeof english
