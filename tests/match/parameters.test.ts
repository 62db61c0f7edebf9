import { expect, test } from 'vitest'
import { coefficientModulusBits, plainModulus, ringDegree, slots, stride } from '../../shared/match/parameters.ts'
import { power } from './twin.ts'
import { context } from './world.ts'

const p = plainModulus

/** Miller and Rabin's test with bases that decide every number below 3.3 · 10^24 (Sorenson, Webster 2015). */
function isPrime(candidate: bigint): boolean {
  if (candidate < 2n) return false
  const bases = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n]
  if (bases.includes(candidate)) return true
  let odd = candidate - 1n
  let twos = 0
  for (; odd % 2n === 0n; odd /= 2n) twos++
  return bases.every((base) => {
    let x = power(base, odd, candidate)
    if (x === 1n || x === candidate - 1n) return true
    for (let i = 1; i < twos; i++) {
      x = (x * x) % candidate
      if (x === candidate - 1n) return true
    }
    return false
  })
}

test('the plain modulus is the largest prime below 2^36 that splits the ring into 256 fields', () => {
  expect(isPrime(p)).toBe(true)
  const splits = (candidate: bigint) => candidate % BigInt(4 * slots) === BigInt(1 + 2 * slots)
  expect(splits(p)).toBe(true)
  for (let larger = p + BigInt(4 * slots); larger < 2n ** 36n; larger += BigInt(4 * slots)) {
    expect(isPrime(larger)).toBe(false)
  }
})

test('X^8192 + 1 has exactly 256 factors of degree 32 modulo p: the order of p modulo 16384 is 32', () => {
  const modulus = BigInt(2 * ringDegree)
  let order = 1
  for (let value = p % modulus; value !== 1n; value = (value * p) % modulus) order++
  expect(order).toBe(stride)
  expect(ringDegree / order).toBe(slots)
})

test('SEAL takes the parameters at 128-bit security, and every data prime has 60 bits and differs from p', () => {
  using data = context.context.firstContextData()
  using qualifiers = data.qualifiers()
  expect(qualifiers.securityLevel.value).toBe(128)
  expect(context.context.parametersSet()).toBe(true)
  expect(coefficientModulusBits.reduce((sum, bits) => sum + bits, 0)).toBe(218)
  expect(context.seal.CoeffModulus.MaxBitCount(ringDegree, context.seal.SecLevelType.tc128)).toBe(218)
  expect(context.primes).toHaveLength(3)
  for (const prime of context.primes) {
    expect(isPrime(prime)).toBe(true)
    expect(prime >> 59n).toBe(1n)
    expect(prime % BigInt(2 * ringDegree)).toBe(1n)
  }
})
