import type { Device } from '../storage/devices/device.ts'
import { sendToken } from '../verifier/sendToken.ts'

/** A token, what it is for, and what to do when it is taken. */
export interface Redemption {
  readonly challenge: string
  readonly token: Uint8Array<ArrayBuffer>
  readonly device: Device
  readonly keep: () => Promise<void>
}

/**
 * Sends the token, and keeps the device when the verifier has taken it. When its answer was lost, nobody knows: a new device then
 * stays beside the one that is there, as it was staged, and the next sign-in finds out.
 *
 * @returns recovery codes, if the verifier gave any
 */
export async function redeemToken(
  { challenge, token, device, keep }: Redemption,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const response = await sendToken(challenge, token, device, signal)
  // The person is signed in, whatever the browser's storage does now; what was staged is found again.
  await keep().catch(() => undefined)
  return response.recoveryCodes ?? []
}
