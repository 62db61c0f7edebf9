import { ciphertextsOf } from '../devices/ciphertextsOf.ts'
import type { Parts } from '../parts.ts'
import type { Device } from '../store/records.ts'
import type { Preparation } from './worker.ts'

/** All that a device's matches are prepared from. */
export async function preparationOf(parts: Parts, device: Device): Promise<Preparation> {
  const { keyAndTemplate, acceptThreshold } = device
  return { keyAndTemplate, acceptThreshold, ...(await ciphertextsOf(parts, device)) }
}
