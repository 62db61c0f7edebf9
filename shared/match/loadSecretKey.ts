import type { SecretKey } from 'node-seal/throws'
import { ZAuthError } from '../protocol/errors.ts'
import type { MatchContext } from './context.ts'
import { guarded } from './guarded.ts'
import { plaintextLayout } from './layout.ts'
import { coefficientModulusBits, ringDegree } from './parameters.ts'
import { plainBytes } from './plainBytes.ts'

const length = plaintextLayout.data + 8 * coefficientModulusBits.length * ringDegree

/**
 * A stored secret key in SEAL's memory; the caller frees it.
 *
 * @throws ZAuthError `storage_damaged`
 */
export function loadSecretKey(context: MatchContext, bytes: Uint8Array): SecretKey {
  if (bytes.length !== length) {
    throw new ZAuthError('storage_damaged', `Unexpected secret key of ${bytes.length} bytes, expected ${length}`)
  }
  const secretKey = new context.seal.SecretKey()
  try {
    guarded('storage_damaged', 'secret key', () => secretKey.loadFromArray(context.context, plainBytes(bytes)))
    return secretKey
  } catch (error) {
    secretKey.delete()
    throw error
  }
}
