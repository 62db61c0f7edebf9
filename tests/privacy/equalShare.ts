/** Which part of the bytes of two texts are the same at the same place: 0 to 1. */
export function equalShare(one: Uint8Array = new Uint8Array(), other: Uint8Array = new Uint8Array()): number {
  const equal = one.reduce((sum, byte, i) => sum + (byte === other[i] ? 1 : 0), 0)
  return equal / Math.max(one.length, other.length)
}
