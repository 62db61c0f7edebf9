import type { ComprModeType, MainModule } from 'node-seal/throws'
import type { Bytes } from './bytes.ts'

/** What SEAL serialises. */
interface Saveable {
  saveToArray(mode: ComprModeType): unknown
}

/** An object in SEAL's serialised form, without compression: it gains nothing, and invites bombs. */
export function saved(seal: MainModule, object: Saveable): Bytes {
  const bytes = object.saveToArray(seal.ComprModeType.none)
  if (!(bytes instanceof Uint8Array)) throw new TypeError('Unexpected serialised form, expected bytes')
  return bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
    : bytes.slice()
}
