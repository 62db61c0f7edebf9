import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

/** The keys of one device. Neither of the browser's own can be exported. */
export interface DeviceKeys {
  /** P-256, signs the proof of every request (RFC 9449). */
  readonly signing: CryptoKeyPair
  /** AES-256-GCM, wraps the FHE secret key. */
  readonly wrapping: CryptoKey
  /** What `wrapSecretKey` made of the FHE secret key; some 260 kB, too much for the 10 MB of extension storage. */
  readonly wrapped: Uint8Array<ArrayBuffer>
}

interface KeySchema extends DBSchema {
  keys: { key: string; value: DeviceKeys }
}

/** IndexedDB's store of devices' keys, by the name that the account's record holds. Close it when done. */
export function openKeyStore(): Promise<IDBPDatabase<KeySchema>> {
  return openDB<KeySchema>('zauth', 1, { upgrade: (database) => void database.createObjectStore('keys') })
}
