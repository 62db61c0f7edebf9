import type { Store } from './store.ts'

/** The collections that a store has, each of which migration carries. */
export const collectionNames = [
  'accounts',
  'devices',
  'tries',
  'interactions',
  'challenges',
  'draws',
  'verifyChallenges',
  'recoveryCodes',
  'enrolmentTickets',
  'additions',
  'artifacts',
] as const satisfies (keyof Store)[]
