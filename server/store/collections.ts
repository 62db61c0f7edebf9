import { join } from 'node:path'
import type { Store } from './store.ts'

/**
 * The collections of records, each with the fields by which its records are found and swept: a database has columns of them beside the
 * record, the embedded store indexes, and a sealed store leaves them in clear. A record is JSON as a whole, so that a new field needs no
 * migration; only a new collection, or a new field to find by, does.
 *
 * These fields, in this order, are also what each record's seal is bound to (`recordSeal`): whoever adds, removes or moves one makes every
 * sealed record of that collection unreadable, unless all are sealed anew.
 */
export const foundBy = {
  accounts: [],
  devices: ['account', 'interaction', 'proofKey', 'state'],
  tries: [],
  interactions: ['ticketHash', 'account', 'request', 'removeAt'],
  challenges: ['interaction', 'account', 'removeAt'],
  draws: ['removeAt'],
  verifyChallenges: ['account', 'secretHash', 'removeAt'],
  recoveryCodes: ['account'],
  enrolmentTickets: ['account', 'removeAt'],
  additions: ['removeAt'],
  artifacts: ['grantId', 'uid', 'removeAt'],
} as const satisfies { readonly [Name in keyof Store]?: readonly string[] }

export type CollectionName = keyof typeof foundBy
/** Those whose records end by themselves. */
export type ExpiringName = {
  [Name in CollectionName]: 'removeAt' extends (typeof foundBy)[Name][number] ? Name : never
}[CollectionName]

export const collectionNames = Object.keys(foundBy) as CollectionName[]

/** Whether its records end by themselves. */
export function isExpiring(name: CollectionName): name is ExpiringName {
  return (foundBy[name] as readonly string[]).includes('removeAt')
}

/** Where the embedded store has a collection. */
export function recordsFile(data: string, name: CollectionName): string {
  return join(data, 'records', `${name.replace(/[A-Z]/g, '-$&').toLowerCase()}.db`)
}

/** Something for each collection, by its name. */
export function forEachCollection<T>(make: (name: CollectionName) => T): { readonly [Name in CollectionName]: T } {
  return Object.fromEntries(collectionNames.map((name) => [name, make(name)])) as Record<CollectionName, T>
}
