import { embeddingLength } from '../protocol/sizes.ts'

/** An embedding as it is sent: 64 little-endian float32. */
export function embeddingToBytes(embedding: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 * embeddingLength)
  const view = new DataView(bytes.buffer)
  embedding.forEach((value, i) => view.setFloat32(4 * i, value, true))
  return bytes
}

/** An embedding of what was sent, 256 bytes; whether it is of unit norm, `checkSeries` says. */
export function embeddingFromBytes(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float32Array.from({ length: embeddingLength }, (_, i) => view.getFloat32(4 * i, true))
}
