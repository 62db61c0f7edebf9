import { createHash, X509Certificate } from 'node:crypto'
import { CompactSign, importJWK, type JWK } from 'jose'
import * as v from 'valibot'
import { ConfigError } from '../../config/configError.ts'
import type { Documents } from '../../documents/documents.ts'
import { ensureDocument } from '../../documents/ensureDocument.ts'
import { jsonOf } from '../../files/jsonOf.ts'
import { createCertifiedKey } from './createCertifiedKey.ts'

/** Signs what Entra gets. */
export interface EntraSigner {
  /** Public keys, each with its certificate (`x5c`, RFC 7517 §4.7). */
  readonly jwks: { readonly keys: readonly JWK[] }
  /** Compact JWS (RS256, typ `JWT`) of claims, by the first key. */
  sign(claims: object): Promise<string>
}

const CertifiedKey = v.strictObject({
  key: v.looseObject({ kty: v.literal('RSA'), kid: v.string(), n: v.string(), e: v.string(), d: v.string() }),
  /** DER in base64. */
  certificate: v.string(),
})
/** The first signs, all are published: so a new one can be made known before it is used. */
const KeyFile = v.strictObject({ keys: v.pipe(v.array(CertifiedKey), v.minLength(1), v.maxLength(4)) })
type KeyFile = v.InferOutput<typeof KeyFile>

/** The signer, read when it is first needed: a website that takes this road may be registered at any time. */
export function createEntraSigner(documents: Documents): () => Promise<EntraSigner> {
  let loading: Promise<EntraSigner> | null = null
  return () => {
    loading ??= load(documents).catch((error: unknown) => {
      loading = null
      throw error
    })
    return loading
  }
}

/** From a document that is made when it is not there. */
async function load(documents: Documents): Promise<EntraSigner> {
  const { text } = await ensureDocument(documents, 'entra', makeKeys)
  const { keys } = keysIn(text, documents.place('entra'))
  const [first] = keys
  if (first === undefined) throw new TypeError('A document without a key')
  const signingKey = await importJWK(first.key, 'RS256')
  return {
    jwks: { keys: keys.map(publicJwk) },
    sign: (claims) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: first.key.kid })
        .sign(signingKey),
  }
}

function keysIn(text: string, place: string): KeyFile {
  const read = v.safeParse(KeyFile, jsonOf(text))
  if (read.success && read.output.keys.every(isAboutItsKey)) return read.output
  throw new ConfigError(`${place} is damaged: put a copy back, or remove it to begin with a new key`)
}

async function makeKeys(): Promise<string> {
  return JSON.stringify(v.parse(KeyFile, { keys: [await createCertifiedKey()] }), null, 2)
}

function publicJwk({ key: { kty, kid, n, e }, certificate }: KeyFile['keys'][number]): JWK {
  const x5t = createHash('sha1').update(Buffer.from(certificate, 'base64')).digest('base64url')
  return { kty, kid, n, e, alg: 'RS256', use: 'sig', x5t, x5c: [certificate] }
}

function isAboutItsKey({ key, certificate }: KeyFile['keys'][number]): boolean {
  try {
    const certified = new X509Certificate(Buffer.from(certificate, 'base64')).publicKey.export({ format: 'jwk' })
    return certified.n === key.n && certified.e === key.e
  } catch {
    return false
  }
}
