import browser from 'webextension-polyfill'
import { fromBase64url, toBase64url } from '../../shared/protocol/encoding.ts'

/** Runs in a page of the extension. Knows nothing of what is stored, so that it does the same whatever becomes of that. */

/** All that the extension has stored, as JSON. Bytes are base64url, marked as such. */
export interface StorageDump {
  readonly local: Readonly<Record<string, unknown>>
  readonly database: {
    readonly version: number
    readonly stores: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  }
}

const databaseName = 'zauth'

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result)
    }
    request.onerror = () => {
      reject(request.error ?? new Error('IndexedDB refused'))
    }
  })

/** What is stored now. Keys that cannot be exported cannot be told, and are an error: they belong behind a passphrase first. */
export async function dumpStorage(): Promise<StorageDump> {
  const database = await settled(indexedDB.open(databaseName))
  try {
    const stores: Record<string, Record<string, unknown>> = {}
    for (const name of database.objectStoreNames) {
      const store = database.transaction(name).objectStore(name)
      const [keys, values] = await Promise.all([settled(store.getAllKeys()), settled<unknown[]>(store.getAll())])
      stores[name] = Object.fromEntries(keys.map((key, i) => [JSON.stringify(key), withoutBytes(values[i])]))
    }
    return { local: await browser.storage.local.get(), database: { version: database.version, stores } }
  } finally {
    database.close()
  }
}

/** Puts what was told in the place of everything. */
export async function loadStorage({ local, database: { version, stores } }: StorageDump): Promise<void> {
  await browser.storage.local.clear()
  await browser.storage.session.clear()
  await settled(indexedDB.deleteDatabase(databaseName))
  const opening = indexedDB.open(databaseName, version)
  opening.onupgradeneeded = () => {
    for (const name of Object.keys(stores)) opening.result.createObjectStore(name)
  }
  const database = await settled(opening)
  for (const [name, entries] of Object.entries(stores))
    for (const [key, entry] of Object.entries(entries))
      await settled(
        database
          .transaction(name, 'readwrite')
          .objectStore(name)
          .put(withBytes(entry), JSON.parse(key) as IDBValidKey),
      )
  database.close()
  await browser.storage.local.set(local)
}

function withoutBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return { bytes: toBase64url(new Uint8Array(value)) }
  if (value instanceof CryptoKey) throw new Error('A key that cannot be exported')
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutBytes(part)]))
}

function withBytes(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  if ('bytes' in value && typeof value.bytes === 'string') return fromBase64url(value.bytes)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withBytes(part)]))
}
