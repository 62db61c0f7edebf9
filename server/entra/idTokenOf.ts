import type { Parts } from '../parts.ts'
import type { Means } from '../store/records.ts'
import { addresses } from './addresses.ts'
import type { WayBackState } from './wayBackState.ts'

const lifetime = 300

/** "Supported amr claims", of which an answer has exactly one. */
const methods = { face: 'face', recovery_code: 'otp' } as const

/**
 * What Entra gets: about the subject that it named, with one of the classes that it asked for, signed by the key whose certificate it
 * has. `null` when it would not take the means by which the person was recognised.
 */
export async function idTokenOf(
  { config, entra, now }: Parts,
  clientId: string,
  by: Means,
  { subject, nonce, classes }: WayBackState,
): Promise<string | null> {
  const acr = by === 'face' ? classes.face : classes.recoveryCode
  if (acr === null) return null
  const issuedAt = Math.floor(now() / 1000)
  const signer = await entra()
  return await signer.sign({
    iss: `${config.issuer}${addresses.issuer}`,
    aud: clientId,
    sub: subject,
    iat: issuedAt,
    exp: issuedAt + lifetime,
    ...(nonce !== null && { nonce }),
    acr,
    amr: [methods[by]],
  })
}
