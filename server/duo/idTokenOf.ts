import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Client } from '../clients/client.ts'
import type { Parts } from '../parts.ts'
import { addresses } from './addresses.ts'
import type { CodeContent } from './code.ts'

/** Seconds for which an id_token and the access token beside it hold. */
export const tokenLifetime = 300

const factors = {
  face: { factor: 'face', reason: 'user_approved', status_msg: 'Face recognised' },
  recovery_code: { factor: 'bypass_code', reason: 'valid_passcode', status_msg: 'Recovery code accepted' },
} as const

/** What is not looked at is null: where somebody is, and by which device she was seen. */
const nowhere = { city: null, state: null, country: null }

/**
 * What a website gets for a code, as Duo's clients expect it: signed with the website's own secret (HS512), about the user whom it
 * asked for. There is none for a sign-in that failed, so its result is always "allow": not every client looks.
 */
export async function idTokenOf(
  { config, now }: Parts,
  client: Client,
  { username, nonce, authTime, by, purpose }: CodeContent,
): Promise<string> {
  const { factor, reason, status_msg } = factors[by]
  const issuedAt = Math.floor(now() / 1000)
  const claims = {
    preferred_username: username,
    auth_time: authTime,
    ...(nonce !== null && { nonce }),
    auth_result: { result: 'allow', status: 'allow', status_msg },
    auth_context: {
      txid: randomUUID(),
      timestamp: authTime,
      isotimestamp: new Date(authTime * 1000).toISOString(),
      event_type: purpose === 'enrol' ? 'enrollment' : 'authentication',
      factor,
      result: 'success',
      reason,
      user: { name: username, key: null, groups: [] },
      application: { name: client.name, key: client.id },
      access_device: { ip: null, hostname: null, epkey: null, location: nowhere },
      auth_device: { ip: null, name: null, location: nowhere },
      alias: '',
      email: null,
      ood_software: null,
    },
  }
  return await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS512', typ: 'JWT' })
    .setIssuer(`${config.issuer}${addresses.token}`)
    .setSubject(username)
    .setAudience(client.id)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + tokenLifetime)
    .sign(new TextEncoder().encode(client.secret))
}
