import { expect, test } from 'vitest'
import type { AnswerSigner } from '../../server/keys/importSigner.ts'
import { createSigner, prepareAmbush, signedBy, signs, victim } from './attacker/ambush.ts'
import { asking } from './attacker/oracle.ts'

/**
 * A server that got between the device and its verifier asks the device to open answers of its own making, and learns a sign
 * of the face from whether a token comes back: 256 questions give the face. No homomorphic scheme withstands somebody who
 * decrypts for strangers (encrypted match §7), so the device must not.
 */
const ask = (slot: number, signer?: AnswerSigner) =>
  prepareAmbush(async ({ subject, probe }) => {
    const answer = await asking(slot, subject, probe, victim)
    return signer ? await signedBy(signer, subject, probe, answer) : { ...answer, signature: 'e30.e30.e30' }
  })

test('a device that does not check signatures tells its signs, one by one', async () => {
  const read: number[] = []
  for (let slot = 0; slot < 6; slot++) {
    await using ambush = await ask(slot)
    read.push((await ambush.authenticateUnchecked()) ? 1 : -1)
    expect(ambush.tokens).toHaveLength(read.at(-1) === 1 ? 1 : 0)
  }
  expect(read).toEqual([...signs.slice(0, 6)])
})

test('ours opens nothing that nobody, or a stranger, has signed', async () => {
  for (const signer of [undefined, await createSigner(), await createSigner('another name')]) {
    for (const slot of [signs.indexOf(1), signs.indexOf(-1)]) {
      await using ambush = await ask(slot, signer)
      await expect(ambush.authenticate()).rejects.toMatchObject({ code: 'verifier_untrusted' })
      expect(ambush.opened()).toBe(0)
      expect(ambush.tokens).toEqual([])
    }
  }
})
