import { createMask } from '../../../shared/match/createMask.ts'
import { loadProbe } from '../../../shared/match/loadProbe.ts'
import { loadMaskKey } from '../../../shared/match/loadMaskKey.ts'
import { pack } from '../../../shared/match/packing.ts'
import { stride } from '../../../shared/match/parameters.ts'
import { loadPlaintext, plaintextBytes } from '../../../shared/match/plaintextForm.ts'
import { randomElements } from '../../../shared/match/randomness.ts'
import { sendable } from '../../../shared/match/sendable.ts'
import { tagOf } from '../../../shared/match/tag.ts'
import { tokenBytes } from '../../../shared/match/tokenBytes.ts'
import type { AnswerResponse } from '../../../shared/protocol/challengeMessages.ts'
import { transcriptOf, type MatchSubject } from '../../../shared/protocol/transcript.ts'
import { inverse, mod, n } from '../../match/twin.ts'
import { context, type Person } from '../../match/world.ts'

/**
 * What somebody without any key makes of a probe that she has in her hands: answers that hold a token where one slot of the
 * probe is 1, and uniform values where it is −1. A device that opens them and sends the token tells that sign.
 */
export async function asking(
  slot: number,
  subject: MatchSubject,
  probe: Uint8Array,
  owner: Pick<Person, 'publicKey'>,
): Promise<Pick<AnswerResponse, 'answers' | 'tag'>> {
  const halves = randomElements(2)
  const answers = [
    askingHalf(slot, probe, owner, halves[0] ?? 0n),
    askingHalf(slot, probe, owner, halves[1] ?? 0n),
  ] as const
  const transcript = await transcriptOf(subject, probe, answers)
  const tag = await tagOf(transcript, tokenBytes(halves[0] ?? 0n, halves[1] ?? 0n))
  return { answers: [...answers], tag }
}

/** Coefficient 0 becomes half + r·(sign − 1)/n. */
function askingHalf(slot: number, probe: Uint8Array, { publicKey }: Pick<Person, 'publicKey'>, half: bigint) {
  const { seal, evaluator } = context
  const [r = 1n] = randomElements(1)
  const selector = pack(Array.from({ length: n }, (_, i) => (i === slot ? r : 0n)))
  const offset = randomElements(stride)
  offset[0] = mod(half - r * inverse(BigInt(n)))
  using x = loadProbe(context, probe)
  using key = loadMaskKey(context, publicKey)
  using answer = new seal.Ciphertext()
  using multiplier = loadPlaintext(context, plaintextBytes(selector))
  using addend = loadPlaintext(context, plaintextBytes(offset))
  // The mask is there to make three polynomials of two, as an answer has.
  answer.loadFromArray(context.context, createMask(context, key))
  evaluator.multiplyPlainInplace(x, multiplier)
  evaluator.addInplace(answer, x)
  evaluator.addPlainInplace(answer, addend)
  return sendable(context, answer)
}
