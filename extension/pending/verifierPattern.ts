/**
 * The match pattern of a verifier's host, for permissions. Without a port, which Firefox knows no patterns for; what an offer
 * may do is bound to its exact origin anyway.
 */
export function verifierPattern(issuer: string): string {
  const { protocol, hostname } = new URL(issuer)
  return `${protocol}//${hostname}/*`
}
