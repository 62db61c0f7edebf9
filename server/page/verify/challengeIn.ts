/** Where this script is from: `{issuer}/assets/verify.js`. */
const base = new URL('..', import.meta.url)

/** A challenge of this verifier. */
export interface Challenge {
  readonly id: string
  readonly url: string
}

/**
 * The challenge that an address of the verifier names. An address of anybody else is refused: whatever is written into the
 * page's HTML, the element leads nowhere but to the verifier that it came from.
 *
 * @returns `null` when it is none
 */
export function challengeIn(address: string | null): Challenge | null {
  const url = address === null ? null : URL.parse(address)
  if (url === null) return null
  const prefix = `${base.href}verify/`
  const id = url.href.slice(prefix.length)
  return url.href.startsWith(prefix) && /^[A-Za-z0-9_-]{43}$/.test(id) ? { id, url: url.href } : null
}
