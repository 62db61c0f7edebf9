/** One more than the largest half of 64 bits. */
export const word = 2 ** 32

/** An integer below 2^64 as two numbers of 32 bits: engines compute with those without making an object of each. */
export function halvesOf(integer: bigint): readonly [low: number, high: number] {
  return [Number(integer % BigInt(word)), Number(integer >> 32n)]
}
