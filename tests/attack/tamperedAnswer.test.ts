import { describe, expect, test } from 'vitest'
import { ciphertextLayout } from '../../shared/match/layout.ts'
import type { AnswerResponse } from '../../shared/protocol/challengeMessages.ts'
import { prepareAmbush, signedBy, signs, victim } from './attacker/ambush.ts'
import { answering } from './attacker/ours.ts'
import { asking } from './attacker/oracle.ts'

/**
 * The verifier's own answer, changed on the way: its ciphertexts for others, halves exchanged, a bit turned, another tag. The
 * signature is the verifier's, and true, but for something else.
 */
const turned = (bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> =>
  bytes.with(at, (bytes[at] ?? 0) ^ 1)

const changes: readonly (readonly [string, (answer: AnswerResponse) => AnswerResponse])[] = [
  ['halves exchanged', (answer) => ({ ...answer, answers: [answer.answers[1], answer.answers[0]] })],
  ['a half twice', (answer) => ({ ...answer, answers: [answer.answers[0], answer.answers[0]] })],
  [
    'a bit of a ciphertext turned',
    (answer) => ({ ...answer, answers: [turned(answer.answers[0], ciphertextLayout.data + 9), answer.answers[1]] }),
  ],
  ['another tag', (answer) => ({ ...answer, tag: turned(answer.tag, 0) })],
]

describe.each(changes)('%s', (_, change) => {
  test('opens nothing', async () => {
    await using ambush = await prepareAmbush(async ({ subject, probe, pinned }) =>
      change(await signedBy(pinned, subject, probe, await answering(victim, subject, probe))),
    )
    await expect(ambush.authenticate()).rejects.toMatchObject({ code: 'verifier_untrusted' })
    expect(ambush.opened()).toBe(0)
    expect(ambush.tokens).toEqual([])
  })
})

describe('ciphertexts exchanged for the attacker’s', () => {
  const slot = signs.indexOf(1)
  const lured = () =>
    prepareAmbush(async ({ subject, probe, pinned }) => {
      const { signature } = await signedBy(pinned, subject, probe, await answering(victim, subject, probe))
      return { ...(await asking(slot, subject, probe, victim)), signature }
    })

  test('get a token out of a device that takes a signature for a signature', async () => {
    await using ambush = await lured()
    expect(await ambush.authenticateUnchecked()).toBe(true)
  })

  test('get nothing out of ours', async () => {
    await using ambush = await lured()
    await expect(ambush.authenticate()).rejects.toMatchObject({ code: 'verifier_untrusted' })
    expect(ambush.opened()).toBe(0)
  })
})
