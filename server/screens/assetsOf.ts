/** Where a verifier's pages find their style and script. */
export function assetsOf(issuer: string): string {
  return `${issuer}/assets`
}
