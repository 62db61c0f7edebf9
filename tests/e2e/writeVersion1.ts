import stored from '../fixtures/extensionVersion1.json' with { type: 'json' }

declare const chrome: {
  storage: { local: { clear(): Promise<void>; set(items: Record<string, unknown>): Promise<void> } }
}

/**
 * Puts into the browser's storage what version 1 of the extension wrote: the frozen records, and keys as it made them, which no file
 * can hold. To be left as it is, whatever becomes of the extension.
 *
 * @returns the secret key of each account in hex, and one whose wrapped key was damaged
 */
export async function writeVersion1(length: number): Promise<Record<string, string>> {
  await chrome.storage.local.clear()
  await new Promise((resolve) => (indexedDB.deleteDatabase('zauth').onsuccess = resolve))
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('zauth', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('keys')
    request.onsuccess = () => resolve(request.result)
  })
  const secretKeys: Record<string, string> = {}
  for (const record of Object.values(stored)) {
    if (typeof record !== 'object' || !('keys' in record)) continue
    const signing = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
    const wrapping = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    const secretKey = new Uint8Array(length).fill(1 + Object.keys(secretKeys).length)
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const additionalData = new TextEncoder().encode(record.device)
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, wrapping, secretKey)
    const wrapped = new Uint8Array([...iv, ...new Uint8Array(sealed)])
    if (record.account === 'damaged') wrapped[100] = (wrapped[100] ?? 0) ^ 1
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', secretKey))
    secretKeys[record.account] = btoa(String.fromCharCode(...hash))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace(/=+$/, '')
    await new Promise((resolve) => {
      const transaction = database.transaction('keys', 'readwrite')
      transaction.objectStore('keys').put({ signing, wrapping, wrapped }, record.keys)
      transaction.oncomplete = resolve
    })
  }
  database.close()
  await chrome.storage.local.set(stored)
  return secretKeys
}
