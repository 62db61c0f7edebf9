import type { Plaintext } from 'node-seal/throws'
import type { Bytes, Coefficients } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { discard } from './discard.ts'
import { innerLength, plaintextLayout, writeHeader } from './layout.ts'
import { ringDegree } from './parameters.ts'
import { saved } from './saved.ts'

/**
 * SEAL's serialised form of a plaintext (encrypted match §5).
 *
 * @param parmsId the level's name, for the residues of a polynomial in NTT form; without it, coefficients below p
 */
export function plaintextBytes(coefficients: Coefficients, parmsId?: Bytes): Bytes {
  const bytes = new Uint8Array(plaintextLayout.data + 8 * coefficients.length)
  const view = new DataView(bytes.buffer)
  writeHeader(bytes, 0, bytes.length)
  if (parmsId) bytes.set(parmsId, plaintextLayout.parmsId)
  view.setBigUint64(plaintextLayout.count, BigInt(coefficients.length), true)
  view.setFloat64(plaintextLayout.scale, 1, true)
  writeHeader(bytes, plaintextLayout.inner, innerLength + 8 * coefficients.length)
  view.setBigUint64(plaintextLayout.innerCount, BigInt(coefficients.length), true)
  bytes.set(new Uint8Array(coefficients.buffer, coefficients.byteOffset, coefficients.byteLength), plaintextLayout.data)
  return bytes
}

/** A plaintext in SEAL's memory; the caller frees it. The bytes are discarded: they hold what is about to be secret. */
export function loadPlaintext(context: MatchContext, bytes: Bytes): Plaintext {
  const plaintext = new context.seal.Plaintext()
  plaintext.loadFromArray(context.context, bytes)
  discard(bytes)
  return plaintext
}

/** The first coefficients of a plaintext, which SEAL keeps without leading zeros. */
export function coefficientsOf(context: MatchContext, plaintext: Plaintext, count: number): Coefficients {
  const bytes = saved(context.seal, plaintext)
  const coefficients = new BigUint64Array(ringDegree)
  new Uint8Array(coefficients.buffer).set(bytes.subarray(plaintextLayout.data))
  return coefficients.slice(0, count)
}
