import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openCiphertextFiles } from './openCiphertextFiles.ts'
import { openNedbCollection } from './openNedbCollection.ts'
import type {
  Account,
  Challenge,
  Device,
  Draws,
  InteractionRecord,
  OidcArtifact,
  Tries,
  VerifyChallenge,
} from './records.ts'
import type { Store } from './store.ts'

/** The embedded store: records in nedb-promises under `data/records`, ciphertexts in files under `data/devices`. */
export async function openNedbStore(data: string): Promise<Store> {
  const records = join(data, 'records')
  await mkdir(records, { recursive: true, mode: 0o700 })
  const file = (name: string) => join(records, `${name}.db`)
  const [accounts, devices, tries, interactions, challenges, draws, verifyChallenges, artifacts, ciphertexts] =
    await Promise.all([
      openNedbCollection<Account>(file('accounts'), { flush: true }),
      openNedbCollection<Device>(file('devices'), { flush: true, indexes: ['account', 'interaction'] }),
      openNedbCollection<Tries>(file('tries')),
      openNedbCollection<InteractionRecord>(file('interactions'), { indexes: ['ticketHash', 'account', 'request'] }),
      openNedbCollection<Challenge>(file('challenges'), { indexes: ['interaction'] }),
      openNedbCollection<Draws>(file('draws')),
      openNedbCollection<VerifyChallenge>(file('verify-challenges'), { indexes: ['account', 'secretHash'] }),
      openNedbCollection<OidcArtifact>(file('artifacts'), { indexes: ['grantId', 'uid'] }),
      openCiphertextFiles(join(data, 'devices')),
    ])
  return {
    accounts,
    devices,
    tries,
    interactions,
    challenges,
    draws,
    verifyChallenges,
    artifacts,
    ciphertexts,
    async close() {
      const collections = [accounts, devices, tries, interactions, challenges, draws, verifyChallenges, artifacts]
      await Promise.all(collections.map((collection) => collection.settled()))
      await tries.flushed()
    },
  }
}
