import type { Enrolled } from '../accounts/account.ts'
import { readAccount } from '../accounts/readAccount.ts'
import { withKeyStore } from '../withKeyStore.ts'
import { keysOf } from './keysOf.ts'

/** Forgets a device that was staged and that the verifier has not taken. */
export async function dropCandidate(candidate: Enrolled): Promise<void> {
  const used = await readAccount(candidate)
  await withKeyStore(async (store) => {
    for (const { account } of await keysOf(store, candidate))
      if (account.device === candidate.device && account.keys !== used?.keys) await store.delete('keys', account.keys)
  })
}
