import type { Enrolled } from '../accounts/account.ts'
import type { ProofKey } from './proofKey.ts'

/** A device with its keys at hand, as long as one sign-in lasts. */
export interface Device {
  readonly account: Enrolled
  readonly signing: CryptoKeyPair
  /** The same, to be sealed; a device that version 1 made has none. */
  readonly proof?: ProofKey
  /** The FHE secret key in SEAL's serialised form; whoever has the device wipes it. */
  readonly secretKey: Uint8Array<ArrayBuffer>
}
