/**
 * The match pattern of a verifier's host, for permissions. Without a port, which Firefox knows no patterns for: which verifier of
 * the host is allowed, `isGranted` says.
 */
export function verifierPattern(issuer: string): string {
  const { protocol, hostname } = new URL(issuer)
  return `${protocol}//${hostname}/*`
}
