/** Random numbers that a seed decides. */
export interface Chance {
  /** A number below `bound`, uniform. */
  below(bound: number): number
  pick<T>(items: readonly [T, ...T[]]): T
}

/** The chance of one run: the same for the same seed and number, whatever ran before. */
export function chanceOf(seed: number, run: number): Chance {
  let state = Math.imul(seed, 0x9e3779b1) ^ Math.imul(run + 1, 0x85ebca6b)
  const word = (): number => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (bound: number): number => Math.floor((word() / 2 ** 32) * bound)
  return { below, pick: (items) => items[below(items.length)] ?? items[0] }
}

/** Numbers at which length fields and counters go wrong. */
const edges = [
  0n,
  1n,
  0x7fn,
  0xffn,
  0x7fff_ffffn,
  0xffff_ffffn,
  2n ** 32n,
  2n ** 53n,
  2n ** 63n,
  2n ** 64n - 1n,
] as const

type Mutation = (bytes: Uint8Array, chance: Chance) => Uint8Array

/** Places that matter more: the beginning holds headers, the end seeds. */
function placeIn(bytes: Uint8Array, chance: Chance): number {
  if (bytes.length === 0) return 0
  const near = Math.min(bytes.length, 128)
  return chance.pick([
    () => chance.below(near),
    () => bytes.length - 1 - chance.below(near),
    () => chance.below(bytes.length),
  ] as const)()
}

const turnBits: Mutation = (bytes, chance) => {
  const copy = bytes.slice()
  for (let i = chance.below(8); i >= 0 && copy.length > 0; i--) {
    const at = placeIn(copy, chance)
    copy[at] = (copy[at] ?? 0) ^ (1 << chance.below(8))
  }
  return copy
}
const fillRange: Mutation = (bytes, chance) => {
  const from = placeIn(bytes, chance)
  const value = chance.pick([0, 0xff, 0x7f, chance.below(256)])
  return bytes.slice().fill(value, from, from + 1 + chance.below(chance.pick([8, 512, 70_000])))
}
const setNumber: Mutation = (bytes, chance) => {
  const copy = bytes.slice()
  const at = placeIn(copy, chance)
  if (at + 8 <= copy.length) {
    new DataView(copy.buffer).setBigUint64(at, chance.pick(edges), chance.below(4) > 0)
  }
  return copy
}
const cutOff: Mutation = (bytes, chance) => bytes.slice(0, placeIn(bytes, chance))
const lengthen: Mutation = (bytes, chance) => {
  const longer = new Uint8Array(bytes.length + 1 + chance.below(64)).fill(chance.below(256))
  longer.set(bytes)
  return longer
}
const moveRange: Mutation = (bytes, chance) => {
  const from = placeIn(bytes, chance)
  return bytes.slice().copyWithin(placeIn(bytes, chance), from, from + 1 + chance.below(4096))
}
const leaveOut: Mutation = (bytes, chance) => {
  const from = placeIn(bytes, chance)
  const to = from + 1 + chance.below(16)
  return Uint8Array.from([...bytes.subarray(0, from), ...bytes.subarray(to)])
}
const randomise: Mutation = (bytes, chance) => {
  const copy = bytes.slice()
  const from = placeIn(copy, chance)
  const to = Math.min(copy.length, from + 1 + chance.below(2048))
  for (let i = from; i < to; i++) copy[i] = chance.below(256)
  return copy
}

const mutations = [turnBits, turnBits, fillRange, setNumber, cutOff, lengthen, moveRange, leaveOut, randomise] as const

/** Bytes with one to three things wrong. */
export function mutated(bytes: Uint8Array, chance: Chance): Uint8Array<ArrayBuffer> {
  let result = bytes
  for (let i = chance.below(3); i >= 0; i--) result = chance.pick(mutations)(result, chance)
  return Uint8Array.from(result)
}
