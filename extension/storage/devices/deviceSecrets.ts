import type { ProofKey } from './proofKey.ts'

/** What is secret of a device. Whoever has it wipes it. */
export interface DeviceSecrets {
  /** The FHE secret key in SEAL's serialised form. */
  readonly secretKey: Uint8Array<ArrayBuffer>
  /** Null where version 1 made a proof key that cannot be exported. */
  readonly proof: ProofKey | null
}
