import { createHash, randomBytes } from 'node:crypto'
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { ZAuthError } from '../../shared/protocol/errors.ts'

/** Seals what rests on a disk, by one key. */
export interface Sealer {
  /** Which key it is, without telling it. */
  readonly keyId: string
  /** @param about what it is, which has to be said again to open it */
  seal(plain: Uint8Array, about: string): Uint8Array
  /**
   * @param about as it was said when it was sealed
   * @throws ZAuthError `internal_error` when it was changed, is about something else, or was sealed by another key
   */
  open(sealed: Uint8Array, about: string): Uint8Array
}

const nonceLength = 24

/**
 * XChaCha20-Poly1305: its nonces are long enough to be drawn at random, however much is written.
 * @param key 32 bytes
 */
export function createSealer(key: Uint8Array): Sealer {
  const associated = (about: string) => new TextEncoder().encode(about)
  return {
    keyId: createHash('sha256').update('zauth seal key\0').update(key).digest('base64url').slice(0, 16),
    seal(plain, about) {
      const nonce = randomBytes(nonceLength)
      return Buffer.concat([nonce, xchacha20poly1305(key, nonce, associated(about)).encrypt(plain)])
    },
    open(sealed, about) {
      try {
        const nonce = sealed.subarray(0, nonceLength)
        return xchacha20poly1305(key, nonce, associated(about)).decrypt(sealed.subarray(nonceLength))
      } catch (cause) {
        throw new ZAuthError('internal_error', `${about} was changed, or is sealed by another key`, { cause })
      }
    },
  }
}
