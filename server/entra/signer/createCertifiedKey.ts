import { calculateJwkThumbprint, exportJWK, type JWK } from 'jose'

interface CertifiedKey {
  /** Private, RSA with 2048 bits. */
  readonly key: JWK
  /** X.509, signed by the key itself; DER in base64. */
  readonly certificate: string
}

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
}
const years = 10

/**
 * A key in a certificate of its own. Nobody checks who signed it: it is the shape in which Entra wants to see a key.
 * The library is loaded here and not before, since a verifier makes one in its life, if any.
 */
export async function createCertifiedKey(): Promise<CertifiedKey> {
  await import('reflect-metadata')
  const { X509CertificateGenerator } = await import('@peculiar/x509')
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const notBefore = new Date()
  const notAfter = new Date(notBefore)
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + years)
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=ZAuth',
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    keys,
  })
  const key = await exportJWK(keys.privateKey)
  return {
    key: { ...key, kid: await calculateJwkThumbprint(key) },
    certificate: Buffer.from(certificate.rawData).toString('base64'),
  }
}
