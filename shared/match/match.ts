import { answerProbe, type MatchOutput } from './answerProbe.ts'
import { bindMatch, type BindInput } from './bindMatch.ts'
import type { MatchContext } from './context.ts'

export interface MatchInput extends BindInput {
  readonly probe: Uint8Array
}

/**
 * Whether two ciphertexts are of the same person, decided without a key (encrypted match §6): the answers give the token
 * to the key's owner if the probe is 256 signs whose score is accepted, and uniform values if not. The verifier does not
 * learn which.
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
 */
export function match(context: MatchContext, { probe, ...toBind }: MatchInput): MatchOutput {
  return answerProbe(context, probe, bindMatch(context, toBind))
}
