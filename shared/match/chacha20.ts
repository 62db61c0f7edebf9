const sigma = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574] as const
/** Words that a quarter round works on: four columns, then four diagonals (RFC 8439 §2.3). */
const rounds = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const

/**
 * One block of ChaCha20 (RFC 8439 §2.3). It spreads a published seed over public constants; secrets come from the
 * platform's own generator.
 *
 * @param key 8 words, little endian
 * @param nonce 3 words, little endian
 * @returns 16 words
 */
export function chacha20Block(key: Uint32Array, counter: number, nonce: Uint32Array): Uint32Array {
  const start = Uint32Array.of(...sigma, ...key, counter, ...nonce)
  const state = start.slice()
  const word = (i: number) => state[i] ?? 0
  const mix = (to: number, from: number, turned: number, by: number) => {
    state[to] = word(to) + word(from)
    const turning = word(turned) ^ word(to)
    state[turned] = (turning << by) | (turning >>> (32 - by))
  }
  for (let round = 0; round < 10; round++) {
    for (const [a, b, c, d] of rounds) {
      mix(a, b, d, 16)
      mix(c, d, b, 12)
      mix(a, b, d, 8)
      mix(c, d, b, 7)
    }
  }
  return state.map((value, i) => value + (start[i] ?? 0))
}
