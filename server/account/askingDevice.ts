import type { Context } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { noteSubject } from '../http/noteSubject.ts'
import type { Parts } from '../parts.ts'
import { verifyProof, type Proof } from '../proof/verifyProof.ts'
import type { Account, Device } from '../store/records.ts'

/** A device that manages its account. */
export interface Asking {
  /** Not used up yet. */
  readonly proof: Proof
  readonly device: Device
  readonly account: Account
}

/**
 * The device whose key has proven the request: one of an account's own. A key is of one device; who has given it to several accounts
 * has done so herself, and manages none.
 *
 * @throws ZAuthError `invalid_proof`, `device_unknown`
 */
export async function askingDevice(ctx: Context, parts: Parts): Promise<Asking> {
  const { accounts, devices } = parts.store
  const proof = await verifyProof(ctx, parts)
  const own: Asking[] = []
  for (const device of await devices.findAll({ proofKey: proof.key })) {
    const account = await accounts.find(device.account)
    if (account?.devices.includes(device.id) === true) own.push({ proof, device, account })
  }
  const [asking, ...others] = own
  if (asking === undefined || others.length > 0) throw new ZAuthError('device_unknown', 'no device of this key')
  noteSubject(ctx, parts, asking.account.id, asking.device.id)
  return asking
}
