import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { saved } from './saved.ts'

export interface KeyPair {
  /** 262,232 bytes; never leaves the device. */
  readonly secretKey: Bytes
  /** Seeded, 262,338 bytes. */
  readonly publicKey: Bytes
}

/** A fresh key pair for one device of one account (encrypted match §1). The caller wipes the secret key's bytes. */
export function createKeyPair(context: MatchContext): KeyPair {
  using generator = new context.seal.KeyGenerator(context.context)
  using secretKey = generator.secretKey()
  using publicKey = generator.createPublicKeySerializable()
  return { secretKey: saved(context.seal, secretKey), publicKey: saved(context.seal, publicKey) }
}
