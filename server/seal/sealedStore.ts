import { tables } from '../store/postgres/tables.ts'
import type { Collection, Store } from '../store/store.ts'
import type { Sealer } from './createSealer.ts'
import { recordSeal, sealedCollection } from './sealedCollection.ts'
import { sealedCiphertexts } from './sealedCiphertexts.ts'

type Identified = { readonly id: string }

/**
 * The store with all that it holds sealed. In clear are the ids, which are random or hashes, and what records are looked for or swept
 * by; docs/operate.md says what that tells a thief.
 */
export function sealedStore(store: Store, sealer: Sealer): Store {
  const sealed = <R extends Identified, C extends Collection<R>>(
    inner: C & Collection<R>,
    name: keyof typeof tables,
  ): C => sealedCollection<R, C>(inner, recordSeal<R>(sealer, name, tables[name]), tables[name])
  return {
    ...store,
    accounts: sealed(store.accounts, 'accounts'),
    devices: sealed(store.devices, 'devices'),
    tries: sealed(store.tries, 'tries'),
    interactions: sealed(store.interactions, 'interactions'),
    challenges: sealed(store.challenges, 'challenges'),
    draws: sealed(store.draws, 'draws'),
    verifyChallenges: sealed(store.verifyChallenges, 'verifyChallenges'),
    recoveryCodes: sealed(store.recoveryCodes, 'recoveryCodes'),
    enrolmentTickets: sealed(store.enrolmentTickets, 'enrolmentTickets'),
    additions: sealed(store.additions, 'additions'),
    artifacts: sealed(store.artifacts, 'artifacts'),
    ciphertexts: sealedCiphertexts(store.ciphertexts, sealer),
  }
}
