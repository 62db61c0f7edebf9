import { importProofKey } from './importProofKey.ts'
import { proofAlgorithm, type ProofKey } from './proofKey.ts'

/**
 * A new proof key. WebCrypto exports only what was made to be exported, so it is exported here, once, for the vault and for
 * backups; what signs cannot be.
 */
export async function createProofKey(): Promise<{ readonly signing: CryptoKeyPair; readonly proof: ProofKey }> {
  const pair = await crypto.subtle.generateKey(proofAlgorithm, true, ['sign', 'verify'])
  const proof = {
    privateKey: new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)),
    publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
  }
  return { signing: await importProofKey(proof), proof }
}
