import * as v from 'valibot'
import { secureUrl } from '../config/secureUrl.ts'

const privateParts = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']

const PublicKey = v.pipe(
  v.looseObject({ kty: v.picklist(['EC', 'RSA', 'OKP'], 'Expected EC, RSA or OKP') }),
  v.check((jwk) => privateParts.every((part) => !(part in jwk)), 'Expected the public part of a key only'),
)

const Settings = v.strictObject({
  /** Whether its id_tokens name a user as the website does, or by a name that no other website gets (OIDC Core §8.1). */
  subject: v.optional(v.picklist(['public', 'pairwise'], 'Expected public or pairwise'), 'public'),
  /** How its back end authenticates itself. */
  authentication: v.optional(
    v.picklist(
      ['client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt'],
      'Expected client_secret_basic, client_secret_post, client_secret_jwt or private_key_jwt',
    ),
    'client_secret_basic',
  ),
  /** Public keys (RFC 7517 §4) with which it signs requests, or itself. */
  keys: v.optional(v.pipe(v.array(PublicKey), v.minLength(1, 'Expected at least one key'))),
  /** Whether each of its requests must be signed (RFC 9101), also those it pushes. */
  signedRequests: v.optional(v.boolean(), false),
  /** Its back end is told here when an account of it has lost its face (OIDC Back-Channel Logout §2.5). */
  resetNotice: v.optional(secureUrl),
})

/** What a website that comes by OpenID Connect may choose. */
export const OidcSettings = v.pipe(
  Settings,
  v.forward(
    v.check(
      ({ authentication, keys }) => authentication !== 'private_key_jwt' || keys !== undefined,
      'Expected the keys that private_key_jwt is signed with',
    ),
    ['keys'],
  ),
)
export type OidcSettings = v.InferOutput<typeof OidcSettings>
