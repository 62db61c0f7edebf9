import type { ClientMetadata } from 'oidc-provider'
import type { Client } from '../clients/client.ts'

/** A website as oidc-provider knows it (OpenID Connect Registration §2). */
export function clientMetadata({ id, secret, name, redirectUris, oidc }: Client): ClientMetadata {
  const { authentication, subject, keys, signedRequests, resetNotice } = oidc
  return {
    client_id: id,
    client_secret: secret,
    client_name: name,
    redirect_uris: [...redirectUris],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: authentication,
    subject_type: subject,
    require_auth_time: true,
    require_signed_request_object: signedRequests,
    ...(keys && { jwks: { keys: keys.map((key) => ({ ...key })) } }),
    ...(resetNotice !== undefined && { backchannel_logout_uri: resetNotice }),
  }
}
