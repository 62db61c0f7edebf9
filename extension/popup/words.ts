import type { Offer } from '../../shared/protocol/messages.ts'
import type { Account } from '../storage/account.ts'
import { named, namedHost, type Named } from '../ui/names.ts'
import { dayOf, timeOf } from '../words/formats.ts'
import { translated } from '../words/translated.ts'

/** Everything that the popup says. */
export const english = {
  accounts: 'Faces set up in this browser',
  waiting: 'Waiting for you',
  empty: 'No face is set up yet.',
  emptyHint:
    'When a website asks for your face, its verifier’s page opens. Click this icon there to allow that verifier, and ZAuth takes you through the rest.',
  refused: 'Without this permission ZAuth cannot talk to the verifier.',
  options: 'Options',
  renew: 'Take my face anew at the next sign-in',
  /** Before a verifier's host, on a line of its own. */
  at: 'at',
  signIn: (website: Named, account: Named) => `Sign in to ${website} as ${account}`,
  allow: (verifier: Named) => `Allow ZAuth on ${verifier}`,
  waits: (website: Named) => `${website} is waiting for you.`,
  waitsToEnrol: (website: Named) => `${website} is waiting for you, to set up your face and sign in.`,
  wantsToRecognise: (website: Named, account: Named, verifier: Named) =>
    `${website} wants to recognise ${account} by face. ZAuth needs to talk to its verifier, ${verifier}, and to no other website.`,
  unused: 'Not used yet',
  usedToday: (time: string) => `Used today at ${time}`,
  usedYesterday: 'Used yesterday',
  usedOn: (day: string) => `Used on ${day}`,
}

export const words = translated(english, {
  de: () => import('../words/de/popup.ts'),
  fr: () => import('../words/fr/popup.ts'),
  es: () => import('../words/es/popup.ts'),
  ar: () => import('../words/ar/popup.ts'),
})

/** What the button of a sign-in says. */
export function startLabel({ relyingParty, account, issuer }: Offer, granted: boolean): string {
  return granted ? words.signIn(named(relyingParty.name), named(account)) : words.allow(namedHost(issuer))
}

/** What is said above that button. */
export function startHint({ relyingParty, account, issuer, purpose }: Offer, granted: boolean): string {
  const website = named(relyingParty.name)
  if (!granted) return words.wantsToRecognise(website, named(account), namedHost(issuer))
  return purpose === 'enrol' ? words.waitsToEnrol(website) : words.waits(website)
}

const day = 86_400_000

/** When an account was used, as people say it. */
export function lastUsed({ lastUsed: time }: Pick<Account, 'lastUsed'>, now: number): string {
  if (time === null) return words.unused
  const midnight = new Date(now).setHours(0, 0, 0, 0)
  const days = Math.round((midnight - new Date(time).setHours(0, 0, 0, 0)) / day)
  if (days === 0) return words.usedToday(timeOf(time))
  if (days === 1) return words.usedYesterday
  return words.usedOn(dayOf(time))
}
