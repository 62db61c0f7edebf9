/** Addresses under the issuer's. What Entra calls the issuer is its own, so that its metadata does not hide OpenID Connect's. */
export const addresses = {
  issuer: '/entra',
  metadata: '/entra/.well-known/openid-configuration',
  keys: '/entra/keys',
  authorize: '/entra/authorize',
  begin: '/entra/begin',
} as const
