import { toBase64url } from '../../../shared/protocol/encoding.ts'
import type { Account, Consent } from '../accounts/account.ts'
import { openVault } from '../vault/openVault.ts'
import { readAccount } from '../accounts/readAccount.ts'
import { withKeyStore } from '../withKeyStore.ts'
import type { Device } from './device.ts'
import { keysOf } from './keysOf.ts'
import { sealKeys } from './sealKeys.ts'

/**
 * Keeps a new device beside the one that its account has here, on the disk, before the verifier can take it: whatever happens
 * then, what the verifier takes is there. An earlier candidate of the account goes; `settleCandidate` has seen to it.
 *
 * @param ticket the sign-in that enrols it
 * @param consent what the person agreed to; what she agreed to before without it
 * @throws ZAuthError `storage_full`, with all as it was
 */
export async function stageDevice(device: Device, ticket: string, consent: Consent | null): Promise<void> {
  const before = await readAccount(device.account)
  const agreed = consent ?? before?.consent
  // Newer than what it may take the place of, also when the clock was set back.
  const now = Math.max(Date.now(), (before?.enrolled ?? 0) + 1)
  const account: Account = {
    ...device.account,
    ...(agreed && { consent: agreed }),
    keys: toBase64url(crypto.getRandomValues(new Uint8Array(16))),
    enrolled: now,
    lastUsed: now,
  }
  await withKeyStore(async (store) => {
    const { secretKey, proof = null } = device
    const sealed = await sealKeys(await openVault(store), { secretKey, proof }, account.device)
    const others = (await keysOf(store, account)).filter(({ account: { keys } }) => keys !== before?.keys)
    // On the disk when it is done: the verifier is told of the device next.
    const transaction = store.transaction('keys', 'readwrite', { durability: 'strict' })
    await Promise.all([
      transaction.store.put({ account, ticket, sealed, signing: proof ? null : device.signing }, account.keys),
      ...others.map(({ account: { keys } }) => transaction.store.delete(keys)),
      transaction.done,
    ])
  })
}
