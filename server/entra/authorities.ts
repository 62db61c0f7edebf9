import { createLocalJWKSet } from 'jose'
import * as v from 'valibot'
import type { EntraSettings } from './entraSettings.ts'
import { fetchJson } from './fetchJson.ts'

type KeySet = ReturnType<typeof createLocalJWKSet>

/** The keys with which an authority signs for a tenant. */
export interface Authority {
  /** Who issues the tokens of the tenant. */
  readonly issuer: string
  /** As they are known; `null` when they cannot be had. */
  keys(): Promise<KeySet | null>
  /** Asked for anew, because a signature names one that is not among them; `null` when that was done just now. */
  newerKeys(): Promise<KeySet | null>
}

/** "Refreshed every 24 hours" is how Entra keeps ours, too. */
const lifetime = 24 * 3_600_000
/** So often at most is it asked, whatever strangers send. */
const pause = 30_000

const Metadata = v.object({ issuer: v.string(), jwks_uri: v.string() })
const Key = v.looseObject({ kty: v.literal('RSA'), kid: v.string(), issuer: v.optional(v.string()) })
const KeySetDocument = v.object({ keys: v.pipe(v.array(v.unknown()), v.maxLength(200)) })

/** The authorities of all tenants, each asked when somebody first comes from there. */
export function createAuthorities(now: () => number): (settings: EntraSettings) => Authority {
  const known = new Map<string, Authority>()
  return (settings) => {
    const issuer = `${settings.authority}/${settings.tenant}/v2.0`
    const found = known.get(issuer) ?? createAuthority(issuer, now)
    known.set(issuer, found)
    return found
  }
}

function createAuthority(issuer: string, now: () => number): Authority {
  let held: { readonly keys: KeySet; readonly at: number } | null = null
  let asked = -Infinity
  let asking: Promise<void> | null = null

  const ask = async (): Promise<void> => {
    asked = now()
    // Where it cannot be reached, what is known goes on to count.
    const keys = await fetchKeys(issuer).catch(() => null)
    if (keys !== null) held = { keys, at: now() }
    asking = null
  }
  const askInTime = async (): Promise<boolean> => {
    if (asking === null && now() - asked < pause) return false
    await (asking ??= ask())
    return true
  }

  return {
    issuer,
    async keys() {
      if (held === null || now() - held.at > lifetime) await askInTime()
      return held?.keys ?? null
    },
    newerKeys: async () => ((await askInTime()) ? (held?.keys ?? null) : null),
  }
}

/** Metadata first, then the keys, both from the authority's own host. */
async function fetchKeys(issuer: string): Promise<KeySet> {
  const metadata = v.parse(Metadata, await fetchJson(`${issuer}/.well-known/openid-configuration`))
  if (metadata.issuer !== issuer) throw new TypeError('The metadata is about another issuer')
  if (new URL(metadata.jwks_uri).origin !== new URL(issuer).origin) throw new TypeError('The keys are elsewhere')
  const { keys } = v.parse(KeySetDocument, await fetchJson(metadata.jwks_uri))
  return createLocalJWKSet({ keys: keys.flatMap((key) => keyOf(key, issuer)) })
}

/** Keys of other kinds are none of ours; one that names the issuer it is for signs for no other. */
function keyOf(input: unknown, issuer: string): { kty: 'RSA'; kid: string }[] {
  const read = v.safeParse(Key, input)
  if (!read.success) return []
  const { issuer: signsFor = issuer, ...key } = read.output
  const tenant = /\/([^/]+)\/v2\.0$/.exec(issuer)?.[1] ?? ''
  return signsFor.replace('{tenantid}', tenant) === issuer ? [key] : []
}
