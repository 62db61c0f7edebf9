import { randomBytes } from 'node:crypto'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { keyAndTemplateHash } from '../../shared/protocol/transcript.ts'
import type { MovementSet } from '../../shared/protocol/movements.ts'
import type { Parts } from '../parts.ts'
import type { Admission, Device } from '../store/records.ts'
import type { Ciphertexts } from '../store/store.ts'

interface NewDevice extends Ciphertexts {
  readonly account: string
  readonly interaction: string
  readonly proofKey: string
  readonly acceptThreshold: number
  readonly movementSet: MovementSet
  readonly admission: Admission
  readonly renews: string | null
  readonly name: string | null
  readonly consent: Device['consent']
}

/** Stores a device, pending: first its ciphertexts, whole and on the disk, then the record that makes them count. */
export async function addDevice({ store, now }: Parts, device: NewDevice): Promise<Device> {
  const {
    account,
    interaction,
    proofKey,
    acceptThreshold,
    movementSet,
    admission,
    renews,
    name,
    consent,
    publicKey,
    template,
  } = device
  const record: Device = {
    id: randomBytes(16).toString('base64url'),
    account,
    proofKey,
    acceptThreshold,
    keyAndTemplate: toBase64url(await keyAndTemplateHash(publicKey, template)),
    state: 'pending',
    interaction,
    admission,
    renews,
    enrolledAt: now(),
    movementSet,
    movedAt: null,
    name,
    lastUsedAt: null,
    consent,
  }
  await store.ciphertexts.write(record.id, { publicKey, template })
  await store.devices.insert(record)
  return record
}
