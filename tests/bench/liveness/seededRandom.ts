/** Numbers from 0 to below 1, the same for the same seed. */
export type Random = () => number

/** A small generator for simulations (Steele, Lea & Flood 2014, SplitMix with 32 bits); nothing to keep secrets with. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32
  }
}
