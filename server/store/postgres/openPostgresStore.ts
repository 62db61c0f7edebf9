import type { Store } from '../store.ts'
import type { Database } from './database.ts'
import { postgresCiphertexts } from './postgresCiphertexts.ts'
import { postgresCollection } from './postgresCollection.ts'
import { tables } from './tables.ts'

/** The store in a database, which ends with it. */
export function openPostgresStore(database: Database): Store {
  return {
    accounts: postgresCollection(database, 'accounts', tables.accounts),
    devices: postgresCollection(database, 'devices', tables.devices),
    tries: postgresCollection(database, 'tries', tables.tries),
    interactions: postgresCollection(database, 'interactions', tables.interactions),
    challenges: postgresCollection(database, 'challenges', tables.challenges),
    draws: postgresCollection(database, 'draws', tables.draws),
    verifyChallenges: postgresCollection(database, 'verifyChallenges', tables.verifyChallenges),
    recoveryCodes: postgresCollection(database, 'recoveryCodes', tables.recoveryCodes),
    enrolmentTickets: postgresCollection(database, 'enrolmentTickets', tables.enrolmentTickets),
    additions: postgresCollection(database, 'additions', tables.additions),
    artifacts: postgresCollection(database, 'artifacts', tables.artifacts),
    ciphertexts: postgresCiphertexts(database),
    database,
    compact: () => Promise.resolve(),
    close: () => database.close(),
  }
}
