import type { Offer } from '../../shared/protocol/messages.ts'
import type { Account } from '../storage/account.ts'
import { named, namedHost } from '../ui/names.ts'

/** Everything that the popup says. */
export const words = {
  accounts: 'Faces set up in this browser',
  waiting: 'Waiting for you',
  empty: 'No face is set up yet.',
  emptyHint:
    'When a website asks for your face, its verifier’s page opens. Click this icon there to allow that verifier, and ZAuth takes you through the rest.',
  refused: 'Without this permission ZAuth cannot talk to the verifier.',
  unused: 'Not used yet',
  options: 'Options',
  renew: 'Take my face anew at the next sign-in',
} as const

/** What the button of a sign-in says. */
export function startLabel({ relyingParty, account, issuer }: Offer, granted: boolean): string {
  return granted ? `Sign in to ${named(relyingParty.name)} as ${named(account)}` : `Allow ZAuth on ${namedHost(issuer)}`
}

/** What is said above that button. */
export function startHint({ relyingParty, account, issuer, purpose }: Offer, granted: boolean): string {
  if (granted)
    return `${named(relyingParty.name)} is waiting for you${purpose === 'enrol' ? ', to set up your face and sign in' : ''}.`
  return `${named(relyingParty.name)} wants to recognise ${named(account)} by face. ZAuth needs to talk to its verifier, ${namedHost(issuer)}, and to no other website.`
}

const day = 86_400_000

/** When an account was used, as people say it. */
export function lastUsed({ lastUsed: time }: Pick<Account, 'lastUsed'>, now: number): string {
  if (time === null) return words.unused
  const midnight = new Date(now).setHours(0, 0, 0, 0)
  const days = Math.round((midnight - new Date(time).setHours(0, 0, 0, 0)) / day)
  if (days === 0)
    return `Used today at ${new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}`
  if (days === 1) return 'Used yesterday'
  return `Used on ${new Date(time).toLocaleDateString([], { day: 'numeric', month: 'long', year: 'numeric' })}`
}
