import { openDevice } from '../storage/devices/openDevice.ts'
import type { AccountName } from '../storage/accounts/account.ts'
import { request, type Outgoing } from '../verifier/request.ts'

/** What a device asks about its account. */
export type Question = Pick<Outgoing, 'method' | 'url' | 'body' | 'check'>

/**
 * Asks the verifier something about an account of this browser, proven by the device's key.
 *
 * @throws ZAuthError what `openDevice` and `request` fail with: `locked`, `device_unknown` when the device was revoked, `check_needed`, …
 */
export async function askAccount(name: AccountName, question: Question): Promise<unknown> {
  const { signing, secretKey } = await openDevice(name)
  secretKey.fill(0)
  return await request({ ...question, signing, signal: new AbortController().signal })
}
