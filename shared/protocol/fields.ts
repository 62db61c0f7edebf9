import * as v from 'valibot'

/**
 * What messages are made of. Lengths are bounded; a value that came through `read` is what its type says. What a verifier is asked, and what it
 * signs, has no unknown fields: one could be a restriction. In what it answers they are left out, so that a verifier may be newer than the
 * extensions that ask it.
 */

export const protocolName = 'zauth/1'

/** Octets of a length that is known. */
export const bytes = (length: number) =>
  v.custom<Uint8Array<ArrayBuffer>>(
    (input) => input instanceof Uint8Array && input.length === length,
    `Expected ${length} bytes`,
  )
export const handle = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, 'Expected 32 bytes in base64url'))
export const deviceId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/, 'Expected 16 bytes in base64url'))
export const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** Where the template is trained. */
export const training = v.picklist(['device', 'server'])
/** An accept threshold: a score, so at most the sum of 256 absolute template entries. */
export const acceptThreshold = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(4096))
export const issuer = v.pipe(v.string(), v.url(), v.maxLength(512), v.regex(/[^/]$/, 'Expected no slash at the end'))
/** Letters and digits in groups. */
export const recoveryCode = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/),
  v.minLength(8),
  v.maxLength(64),
)
/** What is shown to the person as a name: nothing in it may turn, hide or break what stands beside it (Unicode C, Zl, Zp). */
export const shown = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(256),
  v.regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'Expected no control characters'),
)
/** What the person calls a device of hers. */
export const deviceName = v.pipe(shown, v.maxLength(64))
