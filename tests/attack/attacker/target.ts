import { acceptedScores } from '../../../shared/match/scoreTests.ts'
import { createPerson } from '../../match/world.ts'

/**
 * An account under attack. The attacker holds its keys, and for good measure its template in the clear; she lacks the face.
 */
export interface Target {
  readonly secretKey: Uint8Array
  readonly publicKey: Uint8Array
  readonly template: Uint8Array
  readonly weights: Int32Array
  readonly acceptThreshold: number
  /** A face at a cosine to the account's own, and its score. */
  readonly look: (cosine: number) => { readonly signs: Int8Array; readonly score: number }
}

/** Somebody enrolled, the same in each run but for her keys. */
export function createTarget(seed = 6): Target {
  const person = createPerson(seed)
  return { ...person, look: (cosine) => person.look(cosine), acceptThreshold: 100 + person.parity }
}

/** Somebody else's face, with a score that is not accepted and not zero. */
export function impostor({ look, acceptThreshold }: Target): { signs: Int8Array; score: number } {
  for (;;) {
    const face = look(0.3)
    if (face.score > 0 && face.score < acceptThreshold) return face
  }
}

/** The right face, in an image that is accepted. */
export function honest({ look, acceptThreshold }: Target): { signs: Int8Array; score: number } {
  for (;;) {
    const face = look(0.9)
    if (acceptedScores(acceptThreshold).includes(face.score)) return face
  }
}
