import { CompactSign, compactVerify, importJWK } from 'jose'
import { expect, test } from 'vitest'
import { checkSignature } from '../../extension/verifier/checkSignature.ts'
import { createSigningKey } from '../../server/keys/createSigningKey.ts'
import type { AnswerSigner } from '../../server/keys/importSigner.ts'
import { transcriptOf } from '../../shared/protocol/transcript.ts'
import { createSigner, prepareAmbush, signedBy, victim } from './attacker/ambush.ts'
import { answering } from './attacker/ours.ts'
import { asking } from './attacker/oracle.ts'

/**
 * Somebody who has taken the verifier's place (its name, its certificate, its database) but not its signing key shows the
 * device a key of her own, under the pinned one's name. A device that asked the verifier for its keys each time would be
 * content; ours pins them when it enrols.
 */
test('a key that the server shows when it is asked convinces a device that does not pin', async () => {
  const swapped = await createSigner()
  const seen: boolean[] = []
  await using ambush = await prepareAmbush(async ({ subject, probe }) => {
    const answer = await signedBy(swapped, subject, probe, await asking(0, subject, probe, victim))
    const expected = { ...subject, transcript: await transcriptOf(subject, probe, answer.answers), tag: answer.tag }
    // What such a device would check: the answer by the keys that came with it.
    await checkSignature(answer.signature, { keys: [swapped.publicJwk] }, expected)
    seen.push(true)
    return answer
  })
  await expect(ambush.authenticate()).rejects.toMatchObject({ code: 'verifier_untrusted' })
  expect(seen).toEqual([true])
  expect(ambush.opened()).toBe(0)
})

test('the stolen key of id_tokens convinces a device that takes any key of the verifier’s, and not ours', async () => {
  const stolen = await createSigningKey('RS256')
  const key = await importJWK(stolen, 'RS256')
  const byStolen: AnswerSigner = {
    ...(await createSigner()),
    sign: (typ, payload) =>
      new CompactSign(Buffer.from(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'RS256', typ, kid: 'pinned' })
        .sign(key),
  }
  const { kty, n = '', e = '' } = stolen as { kty: string; n?: string; e?: string }
  const seen: boolean[] = []
  await using ambush = await prepareAmbush(async ({ subject, probe }) => {
    const answer = await signedBy(byStolen, subject, probe, await asking(0, subject, probe, victim))
    // What such a device would check: the signature by a key that the verifier publishes for websites.
    await compactVerify(answer.signature, await importJWK({ kty, n, e }, 'RS256'))
    seen.push(true)
    return answer
  })
  await expect(ambush.authenticate()).rejects.toMatchObject({ code: 'verifier_untrusted' })
  expect(seen).toEqual([true])
  expect(ambush.opened()).toBe(0)
})

test('the pinned key convinces ours, so that the refusals are for the right reason', async () => {
  await using ambush = await prepareAmbush(async ({ subject, probe, pinned }) =>
    signedBy(pinned, subject, probe, await answering(victim, subject, probe)),
  )
  await ambush.authenticate()
  expect(ambush.opened()).toBe(1)
  expect(ambush.tokens).toHaveLength(1)
})
