import type { Stance } from './surface.ts'

/** How fast a head moves without haste: degrees, or distances from ear to ear, in a second. */
const speeds: Stance = { turn: 80, rise: 60, lean: 70, distance: 2.5, x: 1, y: 1 }

/**
 * Where somebody is a little later who moves from one stance towards another.
 *
 * @param seconds that pass
 * @param haste factor on the usual speed
 */
export function approach(from: Stance, to: Stance, seconds: number, haste = 1): Stance {
  const towards = (key: keyof Stance): number => {
    const most = speeds[key] * seconds * haste
    return from[key] + Math.max(-most, Math.min(most, to[key] - from[key]))
  }
  return {
    turn: towards('turn'),
    rise: towards('rise'),
    lean: towards('lean'),
    distance: towards('distance'),
    x: towards('x'),
    y: towards('y'),
  }
}
