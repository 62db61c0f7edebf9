import { describe, expect, test } from 'vitest'
import { openAnswers } from '../../shared/match/openAnswers.ts'
import { encryptProbe } from '../../shared/match/probe.ts'
import { sha256, toBase64url } from '../../shared/protocol/encoding.ts'
import { transcriptOf, type MatchSubject } from '../../shared/protocol/transcript.ts'
import { decryptAnswers } from '../../shared/match/decryptAnswers.ts'
import { tokenBytes } from '../../shared/match/tokenBytes.ts'
import { context } from '../match/world.ts'
import { prepareAmbush, signedBy, signs, victim } from './attacker/ambush.ts'
import { answering } from './attacker/ours.ts'

/**
 * A true answer of the true verifier, but to another challenge, for another account, another device, another enrolment, or
 * about another probe: it was recorded, or the verifier itself wants one consent to be good for two.
 */
const others: readonly (readonly [string, Partial<MatchSubject>])[] = [
  ['challenge', { challenge: toBase64url(new Uint8Array(32)) }],
  ['account', { account: 'bob' }],
  ['website', { clientId: 'bank' }],
  ['verifier', { issuer: 'https://other.example' }],
  ['device', { device: toBase64url(new Uint8Array(16).fill(9)) }],
  ['enrolment', { keyAndTemplate: new Uint8Array(32) }],
]

describe.each(others)('an answer for another %s', (_, other) => {
  test('is refused before it is opened, though the pinned key signed it', async () => {
    await using ambush = await prepareAmbush(async ({ subject, probe, pinned }) => {
      const about = { ...subject, ...other }
      return await signedBy(pinned, about, probe, await answering(victim, about, probe))
    })
    await expect(ambush.authenticate()).rejects.toMatchObject({ code: 'verifier_untrusted' })
    expect(ambush.opened()).toBe(0)
  })

  test('would open to nothing even without its signature: the tag is about the other', async () => {
    await using ambush = await prepareAmbush(async ({ subject, probe }) => {
      const about = { ...subject, ...other }
      return { ...(await answering(victim, about, probe)), signature: '' }
    })
    expect(await ambush.authenticateUnchecked()).toBe(false)
    expect(ambush.tokens).toEqual([])
  })
})

test('an answer to a probe that was recorded before is refused before it is opened', async () => {
  const recorded = encryptProbe(context, victim.secretKey, signs)
  await using ambush = await prepareAmbush(async ({ subject, pinned }) =>
    signedBy(pinned, subject, recorded, await answering(victim, subject, recorded)),
  )
  await expect(ambush.authenticate()).rejects.toMatchObject({ code: 'verifier_untrusted' })
  expect(ambush.opened()).toBe(0)
})

test('a tag of the token alone would let the answer to one challenge be opened for another', async () => {
  const base = {
    issuer: 'https://v.example',
    clientId: 'shop',
    account: 'ada',
    device: toBase64url(new Uint8Array(16)),
  }
  const about = (challenge: number): MatchSubject => ({
    ...base,
    challenge: toBase64url(new Uint8Array(32).fill(challenge)),
    keyAndTemplate: new Uint8Array(32),
  })
  const probe = encryptProbe(context, victim.secretKey, signs)
  const { answers, tag } = await answering(victim, about(1), probe)
  const opened = async (challenge: number) =>
    openAnswers(context, victim.secretKey, answers, await transcriptOf(about(challenge), probe, answers), tag)
  const token = await opened(1)
  expect(token).toHaveLength(9)
  expect(await opened(2)).toBeNull()

  const weakTag = (await sha256(token ?? new Uint8Array())).slice(0, 3)
  const [first, second] = decryptAnswers(context, victim.secretKey, answers)
  const candidates = Array.from(first, (half, j) => tokenBytes(half, second[j] ?? 0n))
  const weaklyOpened = await Promise.all(
    candidates.map(async (candidate) => toBase64url((await sha256(candidate)).slice(0, 3)) === toBase64url(weakTag)),
  )
  expect(weaklyOpened).toContain(true)
})
