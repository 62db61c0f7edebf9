import { proofAlgorithm, type ProofKey } from './proofKey.ts'

/** A proof key to sign with. Its private half cannot be exported. */
export async function importProofKey({ privateKey, publicKey }: ProofKey): Promise<CryptoKeyPair> {
  return {
    privateKey: await crypto.subtle.importKey('pkcs8', privateKey, proofAlgorithm, false, ['sign']),
    publicKey: await crypto.subtle.importKey('raw', publicKey, proofAlgorithm, true, ['verify']),
  }
}
