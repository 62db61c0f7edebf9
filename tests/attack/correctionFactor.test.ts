import { expect, test } from 'vitest'
import { answerHalf } from '../../shared/match/answerHalf.ts'
import { checkProbe } from '../../shared/match/checks.ts'
import { ciphertextLayout } from '../../shared/match/layout.ts'
import { encryptProbe } from '../../shared/match/probe.ts'
import { sendable } from '../../shared/match/sendable.ts'
import { context } from '../match/world.ts'
import { createTarget, honest } from './attacker/target.ts'
import { bindFromBytes, prepareFromBytes } from '../match/fromBytes.ts'

/**
 * BGV's correction factor says by what the message of a ciphertext is to be divided. It travels in the clear, SEAL computes
 * with it, and node-seal's accessor says 1 whatever it is. We know of nothing that is gained by another one but a match that
 * is not the one that was meant, and so was not looked at: sums balance the factors by multiplying noise and blinding.
 */
const target = createTarget()
const doubled = encryptProbe(context, target.secretKey, honest(target).signs)
new DataView(doubled.buffer).setBigUint64(ciphertextLayout.correctionFactor, 2n, true)
const factorOf = (bytes: Uint8Array) =>
  new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(ciphertextLayout.correctionFactor, true)

test('SEAL by itself takes another factor, and answers in a form that no honest device gets', () => {
  const { template, acceptThreshold, publicKey } = target
  const bound = bindFromBytes(context, { template, acceptThreshold, prepared: prepareFromBytes(context, publicKey) })
  using x = new context.seal.Ciphertext()
  x.loadFromArray(context.context, doubled)
  expect(x.correctionFactor()).toBe(1)
  using answer = answerHalf(context, x, bound.halves[0])
  expect(factorOf(sendable(context, answer))).not.toBe(factorOf(context.forms.answer.prefix))
})

test('ours refuses it', () => {
  expect(() => checkProbe(context, doubled)).toThrow(expect.objectContaining({ code: 'malformed_ciphertext' }) as Error)
})
