import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify, type JWTVerifyResult } from 'jose'
import type { Context } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'

/** A person's clock may be wrong by this much, in milliseconds, before her proofs are refused. */
const clockTolerance = 5 * 60_000
const proofMaxLength = 4096

/** A proof that holds, but may have been sent before. */
export interface Proof {
  /** RFC 7638 thumbprint of the key that made it: the device's name for itself. */
  readonly key: string
  /** SHA-256 of the token that it was made for, base64url (RFC 9449 §4.2), where it was made for one. */
  readonly ath: string | null
  /**
   * Uses it up (RFC 9449 §11.1). To be called when everything was looked at and before anything is changed: what a stranger
   * sends, without a ticket or a challenge, is not worth remembering, and cannot fill the memory.
   *
   * @throws ZAuthError `invalid_proof` the second time
   */
  use(): Promise<void>
}

/**
 * Checks the DPoP proof of a request (RFC 9449 §4.3), but for its being the first, and for `ath`: where a request needs a token
 * beside the proof, `requireCheck` compares it.
 * @throws ZAuthError `invalid_proof`
 */
export async function verifyProof(ctx: Context, { config, proofs, now }: Parts): Promise<Proof> {
  // §4.3 item 1: not more than one DPoP header. Node joins repeated ones with a comma, which no JWT holds.
  const proof = ctx.get('DPoP')
  if (proof === '' || proof.length > proofMaxLength)
    throw new ZAuthError('invalid_proof', 'no proof, or too long a one')

  // Items 2 to 7: one JWT, typ, an asymmetric algorithm, signed by the public key in its header.
  const { payload, protectedHeader } = await readProof(proof, now())
  const { jwk } = protectedHeader
  if (jwk === undefined || 'd' in jwk) throw new ZAuthError('invalid_proof', 'Expected a public key')
  if (jwk.kty !== 'EC' || jwk.crv !== 'P-256') throw new ZAuthError('invalid_proof', 'Expected a P-256 key')

  // Items 8 and 9: for this method and this address, as the issuer is known outside.
  if (payload['htm'] !== ctx.method) throw new ZAuthError('invalid_proof', 'Unexpected htm')
  if (!isForAddress(payload['htu'], `${config.issuer}${ctx.path}`))
    throw new ZAuthError('invalid_proof', 'Unexpected htu')

  // Item 11: made now.
  const madeAt = (payload.iat ?? 0) * 1000
  if (Math.abs(now() - madeAt) > clockTolerance) throw new ZAuthError('invalid_proof', 'Unexpected iat')

  const jti: unknown = payload.jti
  // The library checks that it is there, and not what it is.
  if (typeof jti !== 'string' || jti.length === 0 || jti.length > 256)
    throw new ZAuthError('invalid_proof', 'Unexpected jti')
  const key = await calculateJwkThumbprint(jwk)
  const { ath } = payload
  return {
    key,
    ath: typeof ath === 'string' ? ath : null,
    async use() {
      if (!(await proofs.firstUse(`${key}:${jti}`, madeAt + 2 * clockTolerance))) {
        throw new ZAuthError('invalid_proof', 'seen before')
      }
    },
  }
}

async function readProof(proof: string, now: number): Promise<JWTVerifyResult> {
  try {
    return await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: ['ES256'],
      requiredClaims: ['jti', 'htm', 'htu', 'iat'],
      currentDate: new Date(now),
      clockTolerance: clockTolerance / 1000,
    })
  } catch (cause) {
    throw new ZAuthError('invalid_proof', 'not a signed DPoP proof', { cause })
  }
}

/** Item 9: query and fragment do not count. */
function isForAddress(htu: unknown, address: string): boolean {
  const url = typeof htu === 'string' ? URL.parse(htu) : null
  return url !== null && `${url.origin}${url.pathname}` === address
}
