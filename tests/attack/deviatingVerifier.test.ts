import { expect, test } from 'vitest'
import { tagOf } from '../../shared/match/tag.ts'
import { sha256 } from '../../shared/protocol/encoding.ts'
import { prepareAmbush, signedBy, signs, victim } from './attacker/ambush.ts'
import { asking } from './attacker/oracle.ts'

/**
 * The verifier itself, with its own key, asks something else than whether the score is accepted. This is not prevented: it
 * learns from each look whether its token came back. Verifiable computation would close it; docs/protocol.md and SECURITY.md
 * say that it is open. The test holds them to it: should it fail, they are out of date.
 */
test('a verifier that deviates learns a sign from one look, and a device cannot tell', async () => {
  for (const slot of [signs.indexOf(1), signs.indexOf(-1)]) {
    await using ambush = await prepareAmbush(async ({ subject, probe, pinned }) =>
      signedBy(pinned, subject, probe, await asking(slot, subject, probe, victim)),
    )
    const outcome = ambush.authenticate()
    if (signs[slot] === 1) await outcome
    else await expect(outcome).rejects.toMatchObject({ code: 'not_recognised' })
    expect(ambush.opened()).toBe(1)
    expect(ambush.tokens).toHaveLength(signs[slot] === 1 ? 1 : 0)
  }
})

/**
 * A tag of 24 bits has many tokens. A verifier may hide two that share one among the 32 positions, and ask two questions at a
 * time: one of three outcomes, about one bit and a half. With one token for each position it has to try about
 * 2^15 answers until two of them collide; with positions of four values fewer (docs/protocol.md §8.4). Here are the two that a search of two seconds found.
 */
test('two tokens of one answer may share a tag', async () => {
  const transcript = Buffer.alloc(192, 7)
  transcript.writeUInt32LE(25_151, 160)
  const [first, second] = [new Uint8Array(9).fill(6), new Uint8Array(9).fill(27)] as const
  expect(await tagOf(transcript, first)).toEqual(await tagOf(transcript, second))
  expect(await sha256(transcript, first)).not.toEqual(await sha256(transcript, second))
})
