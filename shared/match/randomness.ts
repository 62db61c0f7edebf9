import type { Bytes, Coefficients } from './bytes.ts'
import { plainModulus, plainModulusBits } from './parameters.ts'

/** The most that getRandomValues gives at once (Web Cryptography API §10.1.1). */
const quota = 65_536

/** Random bytes of the platform's generator. */
export function randomBytes(length: number): Bytes {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += quota) crypto.getRandomValues(bytes.subarray(at, at + quota))
  return bytes
}

/** Integers uniform in [0, 2^bits), for at most 64 bits. */
export function randomBits(count: number, bits: number): Coefficients {
  const bytes = randomBytes(8 * count)
  const words = new Uint32Array(bytes.buffer)
  const low = bits >= 32 ? 0xffff_ffff : 2 ** bits - 1
  const high = bits > 32 ? 2 ** (bits - 32) - 1 : 0
  for (let i = 0; i < words.length; i += 2) {
    words[i] = (words[i] ?? 0) & low
    words[i + 1] = (words[i + 1] ?? 0) & high
  }
  return new BigUint64Array(bytes.buffer)
}

/** Elements uniform in Z_p: 36 random bits each, and again where they are not below p (3 in 10 million). */
export function randomElements(count: number): Coefficients {
  const elements = randomBits(count, plainModulusBits)
  for (let i = 0; i < count; i++) {
    while ((elements[i] ?? 0n) >= plainModulus) elements.set(randomBits(1, plainModulusBits), i)
  }
  return elements
}
