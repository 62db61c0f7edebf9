import { named, namedHost, type Named } from '../ui/names.ts'
import { translated } from '../words/translated.ts'
import type { CodesOwner } from './codesFile.ts'

/** Everything that is said around recovery codes. */
export const english = {
  hint: 'Each lets you in once, without your face or this device. They are not shown again.',
  list: 'Recovery codes',
  copy: 'Copy',
  print: 'Print',
  save: 'Save as a file',
  kept: 'I have kept them',
  copied: 'Copied.',
  notCopied: 'The browser did not let them be copied. Save or print them.',
  saved: 'Saved with your downloads.',
  whose: (account: Named, website: Named, verifier: Named) => `For ${account} at ${website}, entered at ${verifier}.`,
  /** In the file. */
  heading: (account: string, website: string) => `Recovery codes of ${account} for ${website}`,
  use: (verifier: string) => `Enter one at ${verifier} when your face or this device is not at hand. Each works once.`,
  made: (day: string) => `Made on ${day}.`,
}

export const words = translated(english, {
  de: () => import('../words/de/account.ts'),
  fr: () => import('../words/fr/account.ts'),
  es: () => import('../words/es/account.ts'),
  ar: () => import('../words/ar/account.ts'),
})

/** Whose the codes are: for the print, which has nothing else around it. */
export function codesFor({ account, relyingParty, issuer }: CodesOwner): string {
  return words.whose(named(account), named(relyingParty), namedHost(issuer))
}
