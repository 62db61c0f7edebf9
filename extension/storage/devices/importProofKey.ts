import type { ProofKey } from './proofKey.ts'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }

/** A proof key to sign with. Its private half cannot be exported. */
export async function importProofKey({ privateKey, publicKey }: ProofKey): Promise<CryptoKeyPair> {
  return {
    privateKey: await crypto.subtle.importKey('pkcs8', privateKey, algorithm, false, ['sign']),
    publicKey: await crypto.subtle.importKey('raw', publicKey, algorithm, true, ['verify']),
  }
}
