/** A device's proof key, as WebCrypto names it. */
export const proofAlgorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** A device's proof key (P-256) in a form that can be sealed and backed up. Whoever has it wipes it. */
export interface ProofKey {
  /** PKCS #8. */
  readonly privateKey: Uint8Array<ArrayBuffer>
  /** The uncompressed point, 65 bytes. */
  readonly publicKey: Uint8Array<ArrayBuffer>
}
