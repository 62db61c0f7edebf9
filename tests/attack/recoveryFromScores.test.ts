import { describe, expect, test } from 'vitest'
import { coefficientsOf } from '../../shared/match/plaintextForm.ts'
import { encryptSeeded } from '../../shared/match/encryptSeeded.ts'
import { loadProbe } from '../../shared/match/loadProbe.ts'
import { loadSecretKey } from '../../shared/match/loadSecretKey.ts'
import { loadTemplate } from '../../shared/match/loadTemplate.ts'
import { pack } from '../../shared/match/packing.ts'
import { mod, n, p } from '../match/twin.ts'
import { uniformityOf } from '../match/uniformity.ts'
import { context } from '../match/world.ts'
import { attempt } from './attacker/attempt.ts'
import { centred } from './attacker/modular.ts'
import { createTarget, impostor } from './attacker/target.ts'
import { prepareFromBytes } from '../match/fromBytes.ts'

/**
 * A match that gives the score to whoever holds the key, as the textbook's does. Published attacks recover a template from 50
 * to 192 scores (Bassit, Hahn, Rezgui, Otroshi Shahreza, Veldhuis, Peter, "Template recovery attack on encrypted face
 * recognition systems with unprotected decision using synthetic faces", Frontiers in Imaging 2025); here, where a probe may
 * hold any numbers, 32 are enough. Hill-climbing is the older way, and needs no algebra.
 */
const target = createTarget()

/** The textbook's match: Enc(w·x), of which the client decrypts the constant coefficient. */
function scoreReturned(slots: readonly bigint[]): bigint {
  using w = loadTemplate(context, target.template)
  using x = loadProbe(context, encryptSeeded(context, target.secretKey, pack(slots)))
  using secretKey = loadSecretKey(context, target.secretKey)
  using decryptor = new context.seal.Decryptor(context.context, secretKey)
  using plaintext = new context.seal.Plaintext()
  context.evaluator.multiplyInplace(x, w)
  decryptor.decrypt(x, plaintext)
  const [constant = 0n] = coefficientsOf(context, plaintext, 1)
  return centred(constant * BigInt(n), p)
}

describe('template recovery', () => {
  test('takes 32 scores from a verifier that returns them: eight weights at a time, as digits', () => {
    const digits = 8
    const recovered: number[] = []
    for (let first = 0; first < n; first += digits) {
      const slots = Array.from({ length: n }, (_, i) =>
        i >= first && i < first + digits ? 16n ** BigInt(i - first) : 0n,
      )
      let rest = scoreReturned(slots)
      for (let digit = 0; digit < digits; digit++) {
        const weight = centred(rest, 16n)
        recovered.push(Number(weight))
        rest = (rest - weight) / 16n
      }
    }
    expect(recovered).toEqual([...target.weights])
  })

  test('takes nothing from ours: such probes get uniform values', () => {
    const values: bigint[] = []
    for (let first = 0; first < 32; first += 8) {
      const slots = Array.from({ length: n }, (_, i) => (i >= first && i < first + 8 ? 16n ** BigInt(i - first) : 0n))
      const outcome = attempt(target, pack(slots), prepareFromBytes(context, target.publicKey))
      expect(outcome.halves).toBe(0)
      values.push(...outcome.values)
    }
    expect(uniformityOf(values)).toBeLessThan(60)
  })
})

describe('hill-climbing', () => {
  test('turns an impostor into a match, sign by sign, where the score is returned', () => {
    const climbing = Array.from(impostor(target).signs, BigInt)
    let height = scoreReturned(climbing)
    let tries = 1
    for (let i = 0; i < n && height < BigInt(target.acceptThreshold); i++, tries++) {
      const next = climbing.with(i, -(climbing[i] ?? 1n))
      const score = scoreReturned(next)
      if (score <= height) continue
      height = score
      climbing[i] = next[i] ?? 1n
    }
    expect(tries).toBeLessThan(n)
    const outcome = attempt(target, pack(climbing), prepareFromBytes(context, target.publicKey))
    expect(outcome.token).toBe(true)
  })

  test('finds no slope on ours: what neighbours of an impostor get says nothing of either', () => {
    const { signs } = impostor(target)
    const differences: bigint[] = []
    let before: readonly bigint[] = attempt(target, pack(signs), prepareFromBytes(context, target.publicKey)).values
    for (let i = 0; i < 5; i++) {
      const after = attempt(
        target,
        pack(signs.with(i, -(signs[i] ?? 1))),
        prepareFromBytes(context, target.publicKey),
      ).values
      differences.push(...after.map((value, j) => mod(value - (before[j] ?? 0n))))
      before = after
    }
    expect(uniformityOf(differences)).toBeLessThan(60)
  })
})
