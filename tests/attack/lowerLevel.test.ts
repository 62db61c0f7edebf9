import { expect, test } from 'vitest'
import { checkProbe } from '../../shared/match/checks.ts'
import { createMatchContext } from '../../shared/match/context.ts'
import { createKeyPair } from '../../shared/match/keyPair.ts'
import { loadProbe } from '../../shared/match/loadProbe.ts'
import { encryptProbe } from '../../shared/match/probe.ts'
import { saved } from '../../shared/match/saved.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'

/**
 * A probe that was switched to a lower level is a good ciphertext, which SEAL loads; but it throws when it is to multiply two
 * levels. Each exception costs its WebAssembly module 16 bytes of stack for good, so that some thousands of such probes end
 * the verifier. What comes is therefore held to its one form before SEAL sees it.
 */
const { secretKey, ...context } = await (async () => {
  const made = await createMatchContext()
  return { ...made, secretKey: createKeyPair(made).secretKey }
})()
const honest = encryptProbe(context, secretKey, new Int8Array(256).fill(1))

function lowered(): Uint8Array {
  using probe = loadProbe(context, honest)
  context.evaluator.cipherModSwitchToNextInplace(probe)
  return saved(context.seal, probe)
}

test('ours refuses it, however often, and goes on', () => {
  const probe = lowered()
  for (let tries = 0; tries < 5000; tries++) expect(() => checkProbe(context, probe)).toThrow(ZAuthError)
  expect(() => checkProbe(context, honest)).not.toThrow()
})

test('a verifier that leaves it to SEAL is ended by it', () => {
  using x = loadProbe(context, honest)
  using lower = new context.seal.Ciphertext()
  lower.loadFromArray(context.context, lowered())
  using product = new context.seal.Ciphertext()
  let died = 0
  for (let tries = 1; tries < 20_000 && died === 0; tries++) {
    try {
      context.evaluator.multiply(x, lower, product)
    } catch (error) {
      if (!(error instanceof WebAssembly.Exception)) died = tries
    }
  }
  expect(died).toBeGreaterThan(0)
})
