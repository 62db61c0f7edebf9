import type { Parts } from '../parts.ts'
import { keyAndTemplateOf } from '../store/keyAndTemplateOf.ts'
import type { Device } from '../store/records.ts'
import type { Ciphertexts } from '../store/store.ts'

/**
 * A device's public key and template, as they were enrolled.
 * @throws Error when the disk has lost or changed them
 */
export async function ciphertextsOf({ store }: Pick<Parts, 'store'>, device: Device): Promise<Ciphertexts> {
  const ciphertexts = await store.ciphertexts.read(device.id)
  if (ciphertexts === null) throw new Error(`The ciphertexts of device ${device.id} are missing`)
  if ((await keyAndTemplateOf(ciphertexts)) !== device.keyAndTemplate)
    throw new Error(`The ciphertexts of device ${device.id} are damaged`)
  return ciphertexts
}
