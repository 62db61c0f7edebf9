import { randomBytes } from 'node:crypto'
import type { Parts } from '../parts.ts'
import { keyAndTemplateOf } from '../store/keyAndTemplateOf.ts'
import type { Device } from '../store/records.ts'
import type { Ciphertexts } from '../store/store.ts'

type NewDevice = Ciphertexts &
  Pick<
    Device,
    | 'account'
    | 'interaction'
    | 'proofKey'
    | 'acceptThreshold'
    | 'movementSet'
    | 'admission'
    | 'renews'
    | 'name'
    | 'consent'
  >

/** Stores a device, pending: first its ciphertexts, whole and on the disk, then the record that makes them count. */
export async function addDevice({ store, now }: Parts, { publicKey, template, ...said }: NewDevice): Promise<Device> {
  const record: Device = {
    ...said,
    id: randomBytes(16).toString('base64url'),
    keyAndTemplate: await keyAndTemplateOf({ publicKey, template }),
    state: 'pending',
    enrolledAt: now(),
    movedAt: null,
    lastUsedAt: null,
  }
  await store.ciphertexts.write(record.id, { publicKey, template })
  await store.devices.insert(record)
  return record
}
