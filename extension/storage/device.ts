import type { Enrolled } from './account.ts'

/** A device with its keys at hand, as long as one sign-in lasts. */
export interface Device {
  readonly account: Enrolled
  readonly signing: CryptoKeyPair
  /** The FHE secret key in SEAL's serialised form; whoever has the device wipes it. */
  readonly secretKey: Uint8Array<ArrayBuffer>
}
