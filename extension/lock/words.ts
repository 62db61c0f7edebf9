import { numberOf } from '../words/formats.ts'
import { pluralIn } from '../words/pluralIn.ts'
import { translated } from '../words/translated.ts'

const plural = pluralIn('en')

/** Everything that is said about the lock. */
export const english = {
  title: 'Lock',
  intro: 'A passphrase keeps the keys of this browser shut: who copies this computer’s disk cannot use them.',
  none: 'There is no passphrase. Whoever uses this browser can use its keys, though not without your face.',
  unlocked: 'There is a passphrase, and the keys are open until they are locked.',
  locked: 'The keys are locked.',
  lockNow: 'Lock now',
  set: 'Set a passphrase',
  change: 'Change the passphrase',
  remove: 'Remove the passphrase',
  passphrase: 'Passphrase',
  newPassphrase: 'New passphrase',
  oldPassphrase: 'Passphrase that you have now',
  again: 'The same once more',
  advice: (least: string) => `At least ${least} characters. Four words that nobody says together are good.`,
  unequal: 'The two are not the same.',
  short: (least: string) => `It has to have at least ${least} characters.`,
  noRescue: 'Nobody can tell you the passphrase if you forget it. Keep your recovery codes.',
  isSet: 'The passphrase is set.',
  isRemoved: 'The passphrase is removed.',
  isLockedNow: 'Locked.',
  cancel: 'Cancel',
  save: 'Save',
  after: 'Lock by itself',
  minutes: (count: number) =>
    plural(count, {
      one: `after ${numberOf(count)} minute without a sign-in`,
      other: `after ${numberOf(count)} minutes without a sign-in`,
    }),
  hours: { one: 'after an hour without a sign-in', four: 'after four hours without a sign-in' },
  never: 'when the browser ends',
  onSleep: 'Also when this computer has slept',
  afterHint: 'The passphrase is always asked for when the browser starts.',
  unlockTitle: 'ZAuth is locked',
  unlockHint: 'Your passphrase opens the keys of this browser.',
  unlock: 'Unlock',
  unlocking: 'Unlocking…',
  wrong: 'This is not the passphrase. Try again.',
  wait: (seconds: number) =>
    plural(seconds, {
      one: `That was wrong too often. Try again in ${numberOf(seconds)} second.`,
      other: `That was wrong too often. Try again in ${numberOf(seconds)} seconds.`,
    }),
  failed: 'It could not be unlocked. Try again.',
  forgotten: 'I have forgotten it',
  forgottenHint:
    'Nobody can open these keys without it. To sign in, use a recovery code on the verifier’s page, or another device of yours. To use this browser again, start over: its accounts and keys are removed here, and you set up your face again. A backup, if you have one, brings them back.',
  startOver: 'Remove the accounts of this browser and start over',
  startOverNow: 'Remove them',
}

export const words = translated(english, {
  de: () => import('../words/de/lock.ts'),
  fr: () => import('../words/fr/lock.ts'),
  es: () => import('../words/es/lock.ts'),
  ar: () => import('../words/ar/lock.ts'),
})
