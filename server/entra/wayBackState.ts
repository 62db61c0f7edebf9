import * as v from 'valibot'

/** What a sign-in remembers of Entra's request, to be used on the way back. */
export const WayBackState = v.strictObject({
  redirectUri: v.string(),
  state: v.nullable(v.string()),
  nonce: v.nullable(v.string()),
  subject: v.string(),
  classes: v.strictObject({ face: v.string(), recoveryCode: v.nullable(v.string()) }),
})
export type WayBackState = v.InferOutput<typeof WayBackState>
