import 'reflect-metadata'
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type X509CertificateCreateParamsBase,
} from '@peculiar/x509'
import { exportPKCS8 } from 'jose'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const hour = 3_600_000

/** What a server on localhost shows, and whom a client has to trust for it. PEM. */
export interface Certificates {
  readonly authority: string
  readonly certificate: string
  readonly key: string
}

/** An authority of the test's own and a certificate of it for localhost, both for an hour. */
export async function createCertificates(): Promise<Certificates> {
  const validity = { notBefore: new Date(Date.now() - hour), notAfter: new Date(Date.now() + hour) }
  const authorityKeys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const common = { ...validity, signingAlgorithm: algorithm } satisfies X509CertificateCreateParamsBase
  const authority = await X509CertificateGenerator.createSelfSigned({
    ...common,
    name: 'CN=Authority of a test',
    keys: authorityKeys,
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  })
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.create({
    ...common,
    subject: 'CN=localhost',
    issuer: authority.subject,
    publicKey: keys.publicKey,
    signingKey: authorityKeys.privateKey,
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }])],
  })
  return {
    authority: authority.toString('pem'),
    certificate: certificate.toString('pem'),
    key: await exportPKCS8(keys.privateKey),
  }
}
