import { join } from 'node:path'
import { makeOwnFolder } from '../../files/makeOwnFolder.ts'
import { openCiphertextFiles } from './openCiphertextFiles.ts'
import { openNedbCollection } from './openNedbCollection.ts'
import type {
  Account,
  Addition,
  Challenge,
  Device,
  Draws,
  EnrolmentTicket,
  InteractionRecord,
  OidcArtifact,
  RecoveryCode,
  Tries,
  VerifyChallenge,
} from '../records.ts'
import type { Store } from '../store.ts'
import { upgrades } from './upgrades.ts'

/** The embedded store: records in nedb-promises under `data/records`, ciphertexts in files under `data/devices`. */
export async function openNedbStore(data: string): Promise<Store> {
  const records = join(data, 'records')
  await makeOwnFolder(records)
  const file = (name: string) => join(records, `${name}.db`)
  const [accounts, devices, tries, interactions, challenges, draws] = await Promise.all([
    openNedbCollection<Account>(file('accounts'), { flush: true, upgrade: upgrades.account }),
    openNedbCollection<Device>(file('devices'), {
      flush: true,
      indexes: ['account', 'interaction', 'proofKey'],
      upgrade: upgrades.device,
    }),
    openNedbCollection<Tries>(file('tries')),
    openNedbCollection<InteractionRecord>(file('interactions'), {
      indexes: ['ticketHash', 'account', 'request'],
      upgrade: upgrades.interaction,
    }),
    openNedbCollection<Challenge>(file('challenges'), { indexes: ['interaction'], upgrade: upgrades.challenge }),
    openNedbCollection<Draws>(file('draws')),
  ])
  const [recoveryCodes, enrolmentTickets, additions, verifyChallenges, artifacts, ciphertexts] = await Promise.all([
    openNedbCollection<RecoveryCode>(file('recovery-codes'), {
      flush: true,
      indexes: ['account'],
      upgrade: upgrades.recoveryCode,
    }),
    openNedbCollection<EnrolmentTicket>(file('enrolment-tickets'), { flush: true, indexes: ['account'] }),
    openNedbCollection<Addition>(file('additions'), { flush: true }),
    openNedbCollection<VerifyChallenge>(file('verify-challenges'), { indexes: ['account', 'secretHash'] }),
    openNedbCollection<OidcArtifact>(file('artifacts'), { indexes: ['grantId', 'uid'] }),
    openCiphertextFiles(join(data, 'devices')),
  ])
  const collections = {
    accounts,
    devices,
    tries,
    interactions,
    challenges,
    draws,
    recoveryCodes,
    enrolmentTickets,
    additions,
    verifyChallenges,
    artifacts,
  }
  return {
    ...collections,
    ciphertexts,
    database: null,
    async compact() {
      for (const collection of Object.values(collections)) await collection.compact()
    },
    async close() {
      await Promise.all(Object.values(collections).map((collection) => collection.close()))
      await tries.flushed()
    },
  }
}
