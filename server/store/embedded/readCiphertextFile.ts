import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCodeOf } from '../../files/errorCodeOf.ts'
import { cutCiphertexts } from '../cutCiphertexts.ts'
import type { Ciphertexts } from '../store.ts'

/** Where a device's ciphertexts are in a data folder. */
export const ciphertextFile = (data: string, device: string): string => join(data, 'devices', `${device}.bin`)

/**
 * A device's ciphertexts as they are stored in a data folder, beside a verifier that runs. Written once and moved into their place: they
 * are whole, or not there (`null`).
 */
export async function readCiphertextFile(data: string, device: string): Promise<Ciphertexts | null> {
  const bytes = await readFile(ciphertextFile(data, device)).catch((error: unknown) => {
    if (errorCodeOf(error) === 'ENOENT') return null
    throw error
  })
  return bytes === null ? null : cutCiphertexts(bytes)
}
