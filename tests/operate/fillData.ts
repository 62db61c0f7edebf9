import { mkdir } from 'node:fs/promises'
import { openDocuments } from '../../server/documents/openDocuments.ts'
import { loadKeys } from '../../server/keys/loadKeys.ts'
import { openStore } from '../../server/store/openStore.ts'
import type { Store } from '../../server/store/store.ts'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { keyAndTemplateHash } from '../../shared/protocol/transcript.ts'
import { sampleDevice } from '../store/sampleDevice.ts'

/** Makes a data folder of some people with a device each, as a verifier leaves it. */
export async function fillData(data: string, people: number, sealWith?: string): Promise<void> {
  await mkdir(data)
  const world = { data, ...(sealWith !== undefined && { sealWith }) }
  const store = await openStore(world)
  for (let i = 0; i < people; i++) {
    const device = await addDevice(store, `d${i}`, `a${i}`)
    await store.accounts.insert({ id: `a${i}`, clientId: 's', userId: `user-${i}`, devices: [device], version: 0 })
  }
  await store.close()
  await loadKeys(await openDocuments(world))
}

/** A device's record, and ciphertexts that are the ones it tells of. */
export async function addDevice(store: Store, id: string, account: string): Promise<string> {
  const publicKey = new Uint8Array(sizes.publicKey).fill(id.charCodeAt(1))
  const template = new Uint8Array(1000).fill(id.length)
  const keyAndTemplate = toBase64url(await keyAndTemplateHash(publicKey, template))
  await store.ciphertexts.write(id, { publicKey, template })
  await store.devices.insert(sampleDevice(id, { account, keyAndTemplate }))
  return id
}
