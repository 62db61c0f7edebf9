import { leastAcceptThreshold } from '../../shared/recognition/leastAcceptThreshold.ts'
import { ciphertextsOf } from '../devices/ciphertextsOf.ts'
import type { Parts } from '../parts.ts'
import { policyOfAccount } from '../policy/policyOfAccount.ts'
import type { Device } from '../store/records.ts'
import type { Preparation } from './worker.ts'

/**
 * All that a device's matches are prepared from. A template that was enrolled under a laxer policy is held to the floor of today's:
 * who is not recognised by that any more enrols anew.
 */
export async function preparationOf(
  parts: Pick<Parts, 'store' | 'config' | 'clients'>,
  device: Device,
): Promise<Preparation> {
  const { keyAndTemplate } = device
  const { falseMatchRate } = await policyOfAccount(parts, device.account)
  const acceptThreshold = raisedTo(leastAcceptThreshold(falseMatchRate), device.acceptThreshold)
  return { keyAndTemplate, acceptThreshold, ...(await ciphertextsOf(parts, device)) }
}

/** In steps of two: all scores of a template have the parity of its threshold. */
function raisedTo(floor: number, threshold: number): number {
  return threshold + 2 * Math.ceil(Math.max(0, floor - threshold) / 2)
}
