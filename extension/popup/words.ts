import type { Account } from '../storage/accounts/account.ts'
import { named, namedHost, type Named } from '../ui/names.ts'
import { dayOf, timeOf } from '../words/formats.ts'
import { translated } from '../words/translated.ts'
import type { Waiting } from './waitingSignIns.ts'

/** Everything that the popup says. */
export const english = {
  accounts: 'Faces set up in this browser',
  waiting: 'Waiting for you',
  empty: 'No face is set up yet.',
  emptyHint:
    'When a website asks for your face, its verifier’s page opens. Click this icon there to allow that verifier, and ZAuth takes you through the rest.',
  refused: 'Without this permission ZAuth cannot talk to the verifier.',
  options: 'Options',
  lock: 'Lock',
  renew: 'Take my face anew at the next sign-in',
  /** Before a verifier's host, on a line of its own. */
  checkedBy: 'Checked by',
  since: (day: string) => `This device, set up on ${day}`,
  search: 'Search',
  notFound: 'No account has this name.',
  automatic: 'Open the camera by itself',
  automaticWhere: (verifier: Named) => `When a page of ${verifier} asks you to sign in`,
  runs: (website: Named) => `Your sign-in to ${website} is under way.`,
  show: 'Show its camera window',
  remove: 'Remove from this device',
  removeQuestion: (account: Named, website: Named) => `Remove ${account} at ${website} from this device?`,
  removeMeans: (website: Named) =>
    `Its keys are deleted from this browser; only a backup of yours can bring them back. To sign in to ${website} you then need another device of yours or a recovery code.`,
  removeLeaves: (verifier: Named) =>
    `What ${verifier} keeps of this device is encrypted, and without a backup nobody can open it any more. To have it deleted there too, use the options instead.`,
  removeNow: 'Remove',
  keep: 'Keep',
  removed: 'Removed from this device.',
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

type Asked = Pick<Waiting, 'offer' | 'granted' | 'runs'>

/** What the button of a sign-in says. */
export function startLabel({ offer, granted, runs }: Asked): string {
  const { relyingParty, account, accountName = account, issuer } = offer
  if (!granted) return words.allow(namedHost(issuer))
  return runs ? words.show : words.signIn(named(relyingParty.name), named(accountName))
}

/** What is said above that button. */
export function startHint({ offer, granted, runs }: Asked): string {
  const { relyingParty, account, accountName = account, issuer, purpose } = offer
  const website = named(relyingParty.name)
  if (!granted) return words.wantsToRecognise(website, named(accountName), namedHost(issuer))
  if (runs) return words.runs(website)
  return purpose === 'enrol' ? words.waitsToEnrol(website) : words.waits(website)
}

/** Since when an account is on this device. */
export function deviceSince({ enrolled }: Pick<Account, 'enrolled'>): string {
  return words.since(dayOf(enrolled))
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
