/** Sizes of the serialised forms, in bytes (encrypted match §5). */
export const sizes = {
  publicKey: 262_338,
  template: 196_802,
  /** A template encrypted by the verifier under the public key is not seeded: both polynomials are stored. */
  templateWhole: 393_329,
  probe: 196_802,
  answer: 131_441,
  tag: 3,
  token: 9,
  challenge: 32,
  hash: 32,
} as const

/** Images of an enrolment series that go over the wire when the verifier trains; each is one embedding. */
export const seriesLength = { min: 5, max: 20 } as const
/** Length of an embedding: unit norm, from the projected MobileFaceNet. */
export const embeddingLength = 64
