/** The key in session storage under which it stands when the person last closed a window of this verifier unfinished. */
export function leftKey(issuer: string): string {
  return `left:${issuer}`
}
