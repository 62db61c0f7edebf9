/**
 * The whole of the extension's storage in the hands of somebody who may call anything: every key that is there, on everything that is
 * there, and everything that is long enough as a key.
 *
 * @param length of a secret key, in bytes, at least
 * @returns how many secret keys came out
 */
export async function steal(length: number): Promise<number> {
  const found: unknown[] = [await chrome.storage.local.get(null), ...(await everything('zauth'))]
  const keys: CryptoKey[] = []
  const bytes: Uint8Array<ArrayBuffer>[] = []
  const names = new Set<string>(['vault key'])
  const look = (value: unknown): void => {
    if (value instanceof CryptoKey) keys.push(value)
    else if (value instanceof Uint8Array) bytes.push(Uint8Array.from(value))
    else if (typeof value === 'string') names.add(value)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look)
  }
  found.forEach(look)
  for (const candidate of bytes)
    if (candidate.length === 32)
      keys.push(await crypto.subtle.importKey('raw', candidate, 'AES-GCM', false, ['decrypt']))
  let stolen = 0
  for (const sealed of bytes.filter((one) => one.length > length))
    for (const key of keys.filter(({ usages }) => usages.includes('decrypt')))
      for (const owner of names) {
        const additionalData = new TextEncoder().encode(owner)
        const algorithm = { name: 'AES-GCM', iv: sealed.subarray(0, 12), additionalData }
        const opened = await crypto.subtle.decrypt(algorithm, key, sealed.subarray(12)).catch(() => null)
        if (opened && opened.byteLength >= length) stolen++
      }
  return stolen
}

declare const chrome: { storage: { local: { get(keys: null): Promise<Record<string, unknown>> } } }

/** All that a database holds. */
async function everything(name: string): Promise<unknown[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(new Error('The database did not open'))
  })
  const all: unknown[] = []
  for (const store of database.objectStoreNames)
    all.push(
      await new Promise((resolve) => {
        const request: IDBRequest<unknown[]> = database.transaction(store).objectStore(store).getAll()
        request.onsuccess = () => resolve(request.result)
      }),
    )
  database.close()
  return all
}
