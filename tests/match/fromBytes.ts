import { answerProbe, type MatchOutput } from '../../shared/match/answerProbe.ts'
import { bindMatch, type Binding, type BoundMatch } from '../../shared/match/bindMatch.ts'
import type { MatchContext } from '../../shared/match/context.ts'
import { discardPrepared } from '../../shared/match/discardPrepared.ts'
import { loadMaskKey } from '../../shared/match/loadMaskKey.ts'
import { loadTemplate } from '../../shared/match/loadTemplate.ts'
import { prepareMatch, type PreparedMatch } from '../../shared/match/prepareMatch.ts'

/** The steps of a match for who has keys and templates as bytes; a verifier's thread keeps them loaded (`server/match/worker.ts`). */

/** @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext` when the public key is not of our form */
export function prepareFromBytes(context: MatchContext, publicKeyBytes: Uint8Array): PreparedMatch {
  using key = loadMaskKey(context, publicKeyBytes)
  return prepareMatch(context, key)
}

interface BindInput extends Binding {
  readonly template: Uint8Array
}

/** @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext` */
export function bindFromBytes(context: MatchContext, { template, ...binding }: BindInput): BoundMatch {
  try {
    using w = loadTemplate(context, template)
    return bindMatch(context, w, binding)
  } finally {
    discardPrepared(binding.prepared)
  }
}

interface MatchInput extends BindInput {
  readonly probe: Uint8Array
}

/**
 * Whether two ciphertexts are of the same person, decided without a key (encrypted match §6): the answers give the token
 * to the key's owner if the probe is 256 signs whose score is accepted, and uniform values if not.
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
 */
export function match(context: MatchContext, { probe, ...toBind }: MatchInput): MatchOutput {
  return answerProbe(context, probe, bindFromBytes(context, toBind))
}
