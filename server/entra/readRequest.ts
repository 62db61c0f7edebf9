import { createHash } from 'node:crypto'
import { kinds } from '../once/kinds.ts'
import type { Parts } from '../parts.ts'
import { RoadRefusal } from '../roads/refusal.ts'
import type { Authority } from './authorities.ts'
import { classesFor } from './classesFor.ts'
import type { Target } from './target.ts'
import { verifyHint } from './verifyHint.ts'
import type { WayBackState } from './wayBackState.ts'

/** A request that holds. */
export interface EntraRequest {
  /** The same for the same request. */
  readonly id: string
  readonly userId: string
  readonly accountName: string | null
  readonly wayBack: WayBackState
}

const longestNonce = 1024

/**
 * Checks Entra's request ("Microsoft Entra ID call to the external identity provider"). Parameters that are not named there count for
 * nothing.
 *
 * @throws RoadRefusal to be sent back
 */
export async function readRequest(
  parts: Parts,
  form: ReadonlyMap<string, string>,
  { client, settings, redirectUri, state }: Target,
  authority: Authority,
): Promise<EntraRequest> {
  // The table writes "Id_token".
  if (form.get('response_type')?.toLowerCase() !== 'id_token') {
    throw new RoadRefusal('unsupported_response_type', 'response_type is not "id_token"')
  }
  if (form.get('response_mode') !== 'form_post') {
    throw new RoadRefusal('invalid_request', 'response_mode is not "form_post"')
  }
  if (!form.get('scope')?.split(' ').includes('openid')) {
    throw new RoadRefusal('invalid_scope', 'scope is without "openid"')
  }
  const nonce = form.get('nonce') ?? null
  if (nonce !== null && nonce.length > longestNonce) throw new RoadRefusal('invalid_request', 'nonce is too long')
  const hint = form.get('id_token_hint') ?? ''
  const { userId, subject, name } = await verifyHint(hint, settings, authority, parts.now())
  const classes = classesFor(form.get('claims') ?? '')
  return {
    id: kinds.entraRequest + digestOf([client.id, signedPart(hint), nonce, state]),
    userId,
    accountName: name,
    wayBack: { redirectUri, state, nonce, subject, classes },
  }
}

function digestOf(values: readonly (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url')
}

/** Without the signature, of which base64url has several spellings. */
function signedPart(jws: string): string {
  return jws.slice(0, jws.lastIndexOf('.'))
}
