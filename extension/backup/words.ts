import type { Named } from '../ui/names.ts'
import { translated } from '../words/translated.ts'

/** Everything that is said about backups. */
export const english = {
  title: 'Backup',
  intro:
    'A file with the accounts and keys of this browser, for another browser or for the day when this one is lost. It opens with its passphrase only, and signs nobody in without your face.',
  make: 'Make a backup',
  passphrase: 'Passphrase of the backup',
  advice: (least: string) => `At least ${least} characters. Keep it elsewhere than the file.`,
  making: 'Encrypting…',
  made: 'The backup is among your downloads.',
  nothing: 'There is no account in this browser that a backup could hold.',
  leftOut: (accounts: Named) =>
    `Not in it: ${accounts}. Their keys were made by an earlier version so that they cannot leave this browser.`,
  restore: 'Restore a backup',
  file: 'Backup file',
  restoring: 'Decrypting…',
  restored: (added: string, kept: string, older: string) =>
    `Accounts added: ${added}. Already here: ${kept}. Left out, because what is here is newer: ${older}.`,
  granting: 'At the first sign-in, click the ZAuth icon on the verifier’s page to allow it.',
  wrong: 'This is not the passphrase of this file. Nothing was changed.',
  failed: 'It did not work. Nothing was changed.',
}

export const words = translated(english, {
  de: () => import('../words/de/backup.ts'),
  fr: () => import('../words/fr/backup.ts'),
  es: () => import('../words/es/backup.ts'),
  ar: () => import('../words/ar/backup.ts'),
})
