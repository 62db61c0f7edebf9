import * as v from 'valibot'

/** What a code stands for until it is redeemed. */
export const CodeContent = v.strictObject({
  clientId: v.string(),
  redirectUri: v.string(),
  username: v.string(),
  nonce: v.nullable(v.string()),
  /** Seconds since 1970. */
  authTime: v.number(),
  by: v.picklist(['face', 'recovery_code']),
  purpose: v.picklist(['enrol', 'verify']),
  /** Milliseconds since 1970. */
  expiresAt: v.number(),
})
export type CodeContent = v.InferOutput<typeof CodeContent>
