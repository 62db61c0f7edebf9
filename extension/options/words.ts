import type { Backend, Trial } from '../face/backend.ts'
import type { Named } from '../ui/names.ts'
import { numberOf } from '../words/formats.ts'
import { pluralIn } from '../words/pluralIn.ts'
import { translated } from '../words/translated.ts'

const plural = pluralIn('en')

/** Everything that the options page says. */
export const english = {
  title: 'ZAuth options',
  language: {
    title: 'Language',
    ofBrowser: 'The browser’s language',
  },
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  sections: 'Sections of this page',

  accounts: {
    title: 'Devices and accounts',
    intro: 'Where your face is set up in this browser, and every other device that opens the same account.',
    none: 'No face is set up yet',
    noneHint: 'When a website asks for your face, ZAuth takes you through it. Then the account stands here.',
    /** Before a verifier's host. */
    at: 'at',
    devices: 'Devices',
    loading: 'Asking the verifier…',
    allow: 'Allow this verifier',
    again: 'Ask again',
  },
  device: {
    own: 'this device',
    unnamed: 'Device without a name',
    since: (day: string) => `Set up on ${day}`,
    usedOn: (day: string) => `last used on ${day}`,
    unused: 'not used yet',
    rename: 'Rename',
    renameTitle: 'Name this device',
    name: 'Name',
    renamed: 'The device has its new name.',
    revoke: 'Revoke',
    revokeTitle: 'Revoke this device?',
    revokeHint: (device: Named, website: Named) =>
      `${device} will not open ${website} any more, at once and for good. Its keys and its encrypted template are deleted at the verifier.`,
    codesHint: 'If somebody else may have seen your recovery codes, make new ones afterwards.',
    revoked: 'The device was revoked.',
    remove: 'Remove',
    removeTitle: 'Remove this device?',
    removeHint: (website: Named) =>
      `This browser will not open ${website} any more. Your other devices will. To come back, you need one of them or a recovery code.`,
    revokedHere: 'This device was revoked, or the account was deleted. Nothing can be opened with it any more.',
    notListed: 'This device is not among them.',
  },
  forget: {
    forget: 'Forget it here',
    title: 'Forget this account in this browser?',
    hint: 'The keys are deleted from this browser; the verifier is not told. To come back, you need another device or a recovery code.',
    revoked: 'What is left of it is deleted from this browser.',
  },
  addition: {
    add: 'Add a device',
    title: 'Add a device',
    hint: 'You get a short code to type on the other device. Only add a device of your own.',
    full: (device: Named) => `This account has as many devices as it may have. ${device} makes room for the new one.`,
    codeTitle: 'Type this code on the other device',
    install: 'Install ZAuth in the browser there.',
    signIn: (website: Named, account: Named) => `Sign in to ${website} as ${account}, with your password.`,
    type: (verifier: Named) =>
      `When ${verifier} asks for your face, choose “Use a recovery code” and type this code there. Then set up your face.`,
    until: (time: string) => `It works once, until ${time}. Show it to nobody.`,
  },
  codes: {
    make: 'New recovery codes',
    title: 'Make new recovery codes?',
    hint: 'You get ten codes, shown once. Those that you have now are good no more.',
    newTitle: 'Your new recovery codes',
    left: (count: number) =>
      plural(count, {
        one: `${numberOf(count)} recovery code is left.`,
        other: `${numberOf(count)} recovery codes are left.`,
      }),
  },
  deletion: {
    delete: 'Delete account',
    title: 'Delete this account?',
    hint: (website: Named) =>
      `What the verifier has of you for ${website} is deleted: all devices, keys, encrypted templates and recovery codes. You get a signed statement of it. Lines of its audit log, without your name, and backups of it stay until their time is over.`,
    after: (website: Named) =>
      `Your user account at ${website} stays. Where ${website} lets people set up a face by themselves, whoever has your password can then set up another.`,
    doneTitle: 'The account was deleted',
    stated: (verifier: Named, day: string, time: string) =>
      `${verifier} has stated on ${day} at ${time}, signed with the key that this browser knows it by, that this was deleted:`,
    account: 'Account',
    accountAt: (account: Named, website: Named) => `${account} at ${website}`,
    devices: 'Devices',
    devicesGone: (count: number) =>
      plural(count, {
        one: `${numberOf(count)}, with its key and encrypted template`,
        other: `${numberOf(count)}, with their keys and encrypted templates`,
      }),
    codes: 'Recovery codes',
    keep: 'Save the statement if you may want to prove it. It is not shown again.',
    save: 'Save the statement',
    saved: 'Saved with your downloads.',
  },
  check: {
    show: 'Show my face',
    hint: 'The camera window opens first: whoever has this browser alone can change nothing.',
    open: 'Look into the camera window to confirm.',
    notShown: 'Your face was not confirmed, so nothing was changed.',
  },
  signingIn: {
    title: 'Signing in',
    intro: 'What happens when a website asks for your face.',
    granted: 'Open the camera window by itself',
    ask: 'Always ask first',
    hints: {
      granted: 'Only for verifiers that you have allowed, and only for the page that you look at.',
      ask: 'The sign-in waits behind ZAuth’s icon until you click it.',
    },
  },
  camera: {
    title: 'Camera',
    intro: 'Its picture stays on this device, here as in a sign-in.',
    which: 'Camera for signing in',
    first: 'The browser’s first',
    number: (number: string) => `Camera ${number}`,
    test: 'Test the camera',
    stop: 'End the test',
    picture: 'Your camera’s picture',
    opening: 'Starting the camera…',
    facts: (name: Named, width: string, height: string, pace: string) =>
      `${name}: ${width} × ${height}, ${pace} pictures a second`,
  },
  appearance: {
    title: 'Language and appearance',
    theme: 'Appearance',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  },
  diagnostics: {
    title: 'Diagnostics',
    intro:
      'A report for somebody who helps you: versions, times and error codes. It names no account, website or camera, and holds no key or picture. Nobody gets it unless you send it.',
    make: 'Make a report',
    report: 'Report',
    copy: 'Copy',
    save: 'Save as a file',
    copied: 'Copied.',
    notCopied: 'The browser did not let it be copied. Save it instead.',
  },
  about: {
    title: 'About',
    version: 'Version',
    protocol: 'Protocol',
    licence: 'Licence',
    madeOf: 'Made with',
  },

  backends: 'How your face is recognised',
  what: 'The networks run on this device, by the fastest way that computes them rightly. Each way has to give a known answer before it is used.',
  table: 'How each way did when it was tried',
  backend: 'Way',
  outcome: 'Result',
  time: 'One picture takes',
  used: 'in use',
  none: 'Nothing was measured yet. It happens at the first sign-in, or now.',
  measure: 'Measure anew',
  measuring: 'Measuring…',
  measured: 'Measured.',
  failed: 'None of them works in this browser. Update it, or use another one.',
  choice: 'Use',
  fastest: 'the fastest that is right (recommended)',
  chosen: 'Saved. It counts from the next sign-in.',
  note: 'What you choose is used if it gives the known answer, however slow it is; the fastest otherwise.',
  /** What the ways are called. */
  names: {
    webgpu: 'WebGPU (graphics processor)',
    webgl: 'WebGL (graphics processor)',
    wasm: 'WebAssembly (processor)',
  } satisfies Record<Backend, string>,
  outcomes: {
    right: 'Computes rightly',
    wrong: 'Computes wrongly, so it is not used',
    failed: 'Breaks down, so it is not used',
    absent: 'Not on this device, or only imitated',
  } satisfies Record<Trial['outcome'], string>,
}

export const words = translated(english, {
  de: () => import('../words/de/options.ts'),
  fr: () => import('../words/fr/options.ts'),
  es: () => import('../words/es/options.ts'),
  ar: () => import('../words/ar/options.ts'),
})

/** Milliseconds, for the person. */
export function timeOf({ ms }: Trial): string {
  return ms === null ? '–' : numberOf(ms, { style: 'unit', unit: 'millisecond', maximumFractionDigits: 0 })
}
