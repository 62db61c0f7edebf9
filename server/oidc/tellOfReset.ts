import { randomUUID } from 'node:crypto'
import { importJWK, SignJWT } from 'jose'
import type { Client } from '../clients/client.ts'
import type { Keys } from '../keys/loadKeys.ts'
import { subjectOf } from './subjectOf.ts'

/** Milliseconds that the website has to answer. */
const patience = 10_000
/** Seconds that the notice is good for (OIDC Back-Channel Logout §2.4). */
const life = 120

interface Reset {
  readonly issuer: string
  readonly keys: Pick<Keys, 'idTokenKeys' | 'accountNames'>
  readonly client: Client
  readonly userId: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * Tells a website's back end that a user's face is gone, by a logout token (OIDC Back-Channel Logout §2.4): whoever is signed in
 * there as this user should be no longer.
 *
 * @returns whether it took the notice; null when it wants none
 */
export async function tellOfReset({ issuer, keys, client, userId, now }: Reset): Promise<boolean | null> {
  const { resetNotice } = client.oidc
  if (resetNotice === undefined) return null
  const [key] = keys.idTokenKeys(now)
  const { alg, kid } = key
  const token = await new SignJWT({ events: { 'http://schemas.openid.net/event/backchannel-logout': {} } })
    .setProtectedHeader({ alg, kid, typ: 'logout+jwt' })
    .setIssuer(issuer)
    .setAudience(client.id)
    .setSubject(subjectOf(keys, client, userId))
    .setIssuedAt(new Date(now))
    .setExpirationTime(new Date(now + 1000 * life))
    .setJti(randomUUID())
    .sign(await importJWK(key, alg))
  try {
    const response = await fetch(resetNotice, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ logout_token: token }),
      signal: AbortSignal.timeout(patience),
    })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false // A website that cannot be reached is told of by the caller.
  }
}
