import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Account } from './accounts/account.ts'
import type { PassphraseLock } from './vault/passphraseLock.ts'

/** The keys of one device. */
export interface DeviceKeys {
  /**
   * Whose they are. An entry that the account's record does not name is a device that the verifier may have taken without that
   * this browser got to write it down: a candidate.
   */
  readonly account: Account
  /** The sign-in that enrolled a candidate: only another one can tell whether the verifier has taken it. Null for a restored one. */
  readonly ticket: string | null
  /** What `sealKeys` made of the FHE secret key and the proof key; some 260 kB, too much for the 10 MB of extension storage. */
  readonly sealed: Uint8Array<ArrayBuffer>
  /** The proof key of a device of version 1, which cannot be exported; null where it is among what is sealed. */
  readonly signing: CryptoKeyPair | null
}

/** The keys of one device as version 1 wrote them. */
export interface FirstDeviceKeys {
  readonly signing: CryptoKeyPair
  /** AES-256-GCM, wraps the FHE secret key. */
  readonly wrapping: CryptoKey
  readonly wrapped: Uint8Array<ArrayBuffer>
}

/** The one key, AES-256-GCM, that seals the keys of every device: at hand, or behind a passphrase. */
export type Vault =
  { readonly kind: 'open'; readonly key: CryptoKey } | { readonly kind: 'closed'; readonly lock: PassphraseLock }

interface KeySchema extends DBSchema {
  keys: { key: string; value: DeviceKeys | FirstDeviceKeys }
  vault: { key: string; value: Vault }
}
export type KeyStore = IDBPDatabase<KeySchema>

/** The name of the one entry of the store `vault`. */
export const vaultName = 'vault'

/**
 * IndexedDB's store of devices' keys, by the name that the account's record holds. Close it when done.
 *
 * @throws ZAuthError `storage_newer` when a newer program wrote it, which is then left as it is
 */
export async function openKeyStore(): Promise<KeyStore> {
  try {
    return await openDB<KeySchema>('zauth', 2, {
      upgrade: (database, version) => {
        if (version < 1) database.createObjectStore('keys')
        database.createObjectStore('vault')
      },
      // A window that was left open must not keep another from going on.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'VersionError')
      throw new ZAuthError('storage_newer', 'keys of a newer version', { cause: error })
    throw error
  }
}
