import { tagOf } from '../../../shared/match/tag.ts'
import type { AnswerResponse } from '../../../shared/protocol/challengeMessages.ts'
import { transcriptOf, type MatchSubject } from '../../../shared/protocol/transcript.ts'
import { context, type Person } from '../../match/world.ts'
import { match, prepareFromBytes } from '../../match/fromBytes.ts'

/** What the real verifier answers to a probe of an enrolled person, before it signs. */
export async function answering(
  { publicKey, template, parity }: Person,
  subject: MatchSubject,
  probe: Uint8Array,
): Promise<Pick<AnswerResponse, 'answers' | 'tag'>> {
  const prepared = prepareFromBytes(context, publicKey)
  const { answers, token } = match(context, { template, probe, acceptThreshold: 100 + parity, prepared })
  return { answers: [...answers], tag: await tagOf(await transcriptOf(subject, probe, answers), token) }
}
