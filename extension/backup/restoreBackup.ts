import browser from 'webextension-polyfill'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { accountKey, type Account } from '../storage/accounts/account.ts'
import { isSameAccount } from '../storage/accounts/isSameAccount.ts'
import { isSealed } from '../storage/devices/isSealed.ts'
import { listAccounts } from '../storage/accounts/listAccounts.ts'
import type { DeviceKeys, KeyStore } from '../storage/openKeyStore.ts'
import { openVault } from '../storage/vault/openVault.ts'
import { sealKeys } from '../storage/devices/sealKeys.ts'
import { unsealKeys } from '../storage/devices/unsealKeys.ts'
import { wipeSecrets } from '../storage/devices/wipeSecrets.ts'
import { withKeyStore } from '../storage/withKeyStore.ts'
import type { Backup } from './backup.ts'
import { readBackup } from './readBackup.ts'

/** How many accounts of a backup were added, were there already, and were left out because what is here is newer. */
export interface Restored {
  readonly added: number
  readonly kept: number
  readonly older: number
}

type BackedUp = Backup['devices'][number]

/**
 * Brings the accounts of a backup into this browser. Nothing that is here goes: an account that this browser has not, or whose
 * keys are damaged here, is added; one that is newer in the backup is kept beside the one that is here, and the next sign-in
 * asks the verifier which it knows.
 *
 * @throws ZAuthError `backup_damaged`, `backup_newer`, `passphrase_wrong`, `locked`, `storage_full`; nothing is changed then
 */
export async function restoreBackup(file: Uint8Array<ArrayBuffer>, passphrase: string): Promise<Restored> {
  const { devices } = await readBackup(file, passphrase)
  try {
    const here = await listAccounts()
    return await withKeyStore((store) => merge(store, devices, here))
  } finally {
    for (const { secrets } of devices) wipeSecrets(secrets)
  }
}

async function merge(store: KeyStore, devices: readonly BackedUp[], here: readonly Account[]): Promise<Restored> {
  const vaultKey = await openVault(store)
  const restored = { added: 0, kept: 0, older: 0 }
  const sealed: DeviceKeys[] = []
  const records: Record<string, Account> = {}
  for (const { account, secrets } of devices) {
    const mine = here.find((one) => isSameAccount(one, account))
    const works = mine !== undefined && (await opens(store, vaultKey, mine))
    if (works && mine.device === account.device) {
      restored.kept++
      continue
    }
    if (works && mine.enrolled >= account.enrolled) {
      restored.older++
      continue
    }
    // The verifier may have changed its key since the backup: there is no way back to the former one.
    const { jwks } = mine?.device === account.device ? mine : account
    const fresh = { ...account, jwks, keys: toBase64url(crypto.getRandomValues(new Uint8Array(16))) }
    sealed.push({
      account: fresh,
      ticket: null,
      sealed: await sealKeys(vaultKey, secrets, fresh.device),
      signing: null,
    })
    if (!works) records[await accountKey(account)] = fresh
    restored.added++
  }
  await write(store, sealed, records)
  return restored
}

/** All keys at once, then all records: what the browser's end leaves of it is candidates, which harm nothing. */
async function write(store: KeyStore, sealed: readonly DeviceKeys[], records: Record<string, Account>): Promise<void> {
  const transaction = store.transaction('keys', 'readwrite', { durability: 'strict' })
  await Promise.all([...sealed.map((keys) => transaction.store.put(keys, keys.account.keys)), transaction.done])
  try {
    await browser.storage.local.set(records)
  } catch (error) {
    for (const { account } of sealed) await store.delete('keys', account.keys)
    throw error
  }
}

/** Whether the keys of an account that is here can be used. */
async function opens(store: KeyStore, vaultKey: CryptoKey, { keys: name, device }: Account): Promise<boolean> {
  const keys = await store.get('keys', name)
  if (!isSealed(keys)) return false
  const secrets = await unsealKeys(vaultKey, keys.sealed, device).catch(() => null)
  if (secrets) wipeSecrets(secrets)
  return secrets !== null
}
