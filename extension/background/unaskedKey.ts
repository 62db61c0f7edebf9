/** The key in session storage under which it stands when windows of this verifier opened unasked of late. */
export function unaskedKey(issuer: string): string {
  return `unasked:${issuer}`
}
