import type { Bytes } from './bytes.ts'
import { plainModulusBits, tokenLength } from './parameters.ts'

/** A token: its two halves, elements of Z_p, as 36 bits each, most significant first. 9 bytes. */
export function tokenBytes(first: bigint, second: bigint): Bytes {
  const bytes = new Uint8Array(tokenLength)
  let rest = (first << BigInt(plainModulusBits)) | second
  for (let i = tokenLength - 1; i >= 0; i--) {
    bytes[i] = Number(rest & 0xffn)
    rest >>= 8n
  }
  return bytes
}
