import { fromBase64url, toBase64url } from '../../shared/protocol/encoding.ts'
import type { MatchOutput } from '../../shared/match/answerProbe.ts'
import { tagOf } from '../../shared/match/tag.ts'
import type { AnswerClaims, AnswerResponse } from '../../shared/protocol/challengeMessages.ts'
import { signedDigest, transcriptOf } from '../../shared/protocol/transcript.ts'
import type { Parts } from '../parts.ts'
import type { Challenge, Device } from '../store/records.ts'

interface Matched {
  readonly challenge: Challenge
  readonly device: Device
  readonly probe: Uint8Array
  readonly matched: MatchOutput
}

/** The answers with their tag, signed together with all that they are about (encrypted match §4 and §7). */
export async function signedAnswer(parts: Parts, about: Matched): Promise<AnswerResponse> {
  const { config, keys, store } = parts
  const { challenge, device, probe, matched } = about
  const account = await store.accounts.find(device.account)
  if (account === null) throw new TypeError('A device without an account')
  const subject = {
    issuer: config.issuer,
    clientId: account.clientId,
    account: account.userId,
    device: device.id,
    challenge: challenge.id,
    keyAndTemplate: fromBase64url(device.keyAndTemplate),
  }
  const transcript = await transcriptOf(subject, probe, matched.answers)
  const tag = await tagOf(transcript, matched.token)
  const signature = await keys.answer.sign('zauth-answer+jwt', {
    iss: config.issuer,
    challenge: challenge.id,
    transcript: toBase64url(await signedDigest(transcript, tag)),
  } satisfies AnswerClaims)
  return { answers: matched.answers, tag, signature }
}
