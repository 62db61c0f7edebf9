import { ZAuthError } from '../../shared/protocol/errors.ts'
import { embeddingLength } from '../../shared/protocol/sizes.ts'

/** How far from 1 the norm may be: what single precision leaves of it. */
const tolerance = 1e-3

/**
 * An embedding as it was sent: 64 little-endian float32 of unit norm.
 * @throws ZAuthError `malformed_request`
 */
export function readEmbedding(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const embedding = Float32Array.from({ length: embeddingLength }, (_, i) => view.getFloat32(4 * i, true))
  const norm = Math.hypot(...embedding)
  if (!Number.isFinite(norm) || Math.abs(norm - 1) > tolerance) {
    throw new ZAuthError('malformed_request', 'an embedding that is not of unit norm')
  }
  return embedding
}
