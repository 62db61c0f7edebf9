import * as v from 'valibot'
import { label } from '../config/configValues.ts'
import { EntraSettings } from '../entra/entraSettings.ts'
import { hasOneSector } from '../oidc/hasOneSector.ts'
import { OidcSettings } from '../oidc/oidcSettings.ts'
import { operatorsClient } from '../operators/userOf.ts'
import { secureUrl } from '../config/secureUrl.ts'
import { ownPolicySettings } from '../policy/policySettings.ts'
import { doWithoutSecret, roads } from '../roads/roads.ts'
import { newSecret } from './newSecret.ts'

// RFC 6749 §3.1.2: no fragment.
const redirectUri = v.pipe(secureUrl, v.excludes('#', 'Expected no fragment'))
const secretLength = 'Expected 32 to 512 characters'

const ClientFields = v.strictObject({
  id: v.pipe(
    v.string(),
    v.regex(/^[\x21-\x7e]{1,256}$/, 'Expected 1 to 256 visible ASCII characters'),
    v.notValue(operatorsClient, 'Expected another: the operators’ accounts have this one'),
  ),
  /** Authenticates the website's back end, so what it says about its users is believed. */
  secret: v.optional(v.pipe(v.string(), v.minLength(32, secretLength), v.maxLength(512, secretLength))),
  name: label,
  redirectUris: v.pipe(v.array(redirectUri), v.minLength(1, 'Expected at least one address')),
  /** The ways by which this website may ask. */
  roads: v.optional(v.pipe(v.array(v.picklist(roads)), v.minLength(1, 'Expected at least one road')), ['oidc']),
  ...ownPolicySettings,
  oidc: v.optional(OidcSettings, {}),
  entra: v.optional(EntraSettings),
})

/** Duo's clients take no others. */
const isDuoSized =
  (field: 'id' | 'secret', length: number) =>
  (client: v.InferOutput<typeof ClientFields>): boolean =>
    !client.roads.includes('duo') || client[field]?.length === length
const hasSecret = ({ roads, secret }: v.InferOutput<typeof ClientFields>): boolean =>
  secret !== undefined || doWithoutSecret(roads)
const hasEntra = ({ roads, entra }: v.InferOutput<typeof ClientFields>): boolean =>
  !roads.includes('entra') || entra !== undefined
/** A website that may ask, as the settings or the command register it. */
export const Client = v.pipe(
  ClientFields,
  v.forward(v.check(hasSecret, `${secretLength}; only the road "entra" needs none`), ['secret']),
  v.forward(v.check(isDuoSized('id', 20), 'Expected 20 characters, for Duo’s clients'), ['id']),
  v.forward(v.check(isDuoSized('secret', 40), 'Expected 40 characters, for Duo’s clients'), ['secret']),
  v.forward(v.check(hasEntra, 'Expected a table with tenant and audience, for the road "entra"'), ['entra']),
  v.forward(
    v.check((client) => hasOneSector(client), 'Expected addresses of one host, for pairwise subjects'),
    ['redirectUris'],
  ),
  // Where none was given, one that nobody knows.
  v.transform(({ secret = newSecret(), ...website }) => ({ secret, ...website })),
)
export type Client = v.InferOutput<typeof Client>
