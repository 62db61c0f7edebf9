import { encryptSeeded } from '../../../shared/match/encryptSeeded.ts'
import { ciphertextLayout } from '../../../shared/match/layout.ts'
import { loadProbe } from '../../../shared/match/loadProbe.ts'
import { coefficientModulusBits, dataPrimes, ringDegree } from '../../../shared/match/parameters.ts'
import { saved } from '../../../shared/match/saved.ts'
import { transformed } from '../../../shared/match/transformed.ts'
import { mod } from '../../match/twin.ts'
import { context } from '../../match/world.ts'

const words = dataPrimes * ringDegree
/** Q: what ciphertexts are computed modulo. */
export const modulus = context.primes.reduce((product, prime) => product * prime, 1n)

const wordsOf = (bytes: Uint8Array, from: number, count: number) =>
  new BigUint64Array(bytes.slice(from, from + 8 * count).buffer)

/**
 * A probe that decrypts to exactly the phase that the attacker wants, in R_Q, instead of to a message with a little noise. It
 * passes every check: the second polynomial is expanded from a seed, the first is c_0 = X − c_1·s.
 *
 * @param phase coefficients in Z_Q, by exponent; zero beyond
 */
export function probeOfPhase(secretKey: Uint8Array, phase: ReadonlyMap<number, bigint>): Uint8Array {
  const probe = encryptSeeded(context, secretKey, new BigUint64Array(ringDegree))
  using expanded = loadProbe(context, probe)
  const c1 = wordsOf(saved(context.seal, expanded), ciphertextLayout.data + 8 * words, words)
  const s = wordsOf(secretKey, secretKey.length - 8 * coefficientModulusBits.length * ringDegree, words)
  const x = inTransform(phase)
  context.primes.forEach((prime, l) => {
    for (let i = l * ringDegree; i < (l + 1) * ringDegree; i++) {
      x[i] = mod((x[i] ?? 0n) - (c1[i] ?? 0n) * (s[i] ?? 0n), prime)
    }
  })
  probe.set(new Uint8Array(x.buffer), ciphertextLayout.data)
  return probe
}

/** A polynomial of R_Q in the form in which SEAL multiplies, prime by prime. */
function inTransform(polynomial: ReadonlyMap<number, bigint>): BigUint64Array<ArrayBuffer> {
  const residues = new BigUint64Array(words)
  context.primes.forEach((prime, l) => {
    for (const [exponent, coefficient] of polynomial) residues[l * ringDegree + exponent] = mod(coefficient, prime)
  })
  using both = transformed(context, [residues, new BigUint64Array(words).fill(1n)])
  return wordsOf(saved(context.seal, both), ciphertextLayout.data, words)
}
