import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { TokenResponse } from '../../shared/protocol/messages.ts'
import type { Device } from '../storage/device.ts'
import { sendToken } from '../verifier/sendToken.ts'

/** A token, what it is for, and what to do when it is taken. */
export interface Redemption {
  readonly challenge: string
  readonly token: Uint8Array<ArrayBuffer>
  readonly device: Device
  readonly keep: () => Promise<void>
}

/**
 * Sends the token, and keeps the device when the verifier has taken it, or may have: when its answer was lost, a new device that
 * is thrown away could be the only one that opens the account.
 *
 * @returns recovery codes, if the verifier gave any
 */
export async function redeemToken(
  { challenge, token, device, keep }: Redemption,
  signal: AbortSignal,
): Promise<readonly string[]> {
  let response: TokenResponse
  try {
    response = await sendToken(challenge, token, device, signal)
  } catch (error) {
    // What only the extension meets is no answer of the verifier's.
    if (error instanceof ZAuthError && error.status === 0) await keep()
    throw error
  }
  await keep()
  return response.recoveryCodes ?? []
}
