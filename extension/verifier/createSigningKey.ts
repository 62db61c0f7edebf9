import { proofAlgorithm } from '../storage/devices/proofKey.ts'

/** A new signing key of a device: P-256, its private half not to be exported. */
export function createSigningKey(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(proofAlgorithm, false, ['sign', 'verify'])
}
