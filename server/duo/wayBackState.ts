import * as v from 'valibot'

/** What a sign-in remembers of its request, to be used on the way back. */
export const WayBackState = v.strictObject({
  redirectUri: v.string(),
  state: v.string(),
  nonce: v.nullable(v.string()),
  codeParameter: v.picklist(['duo_code', 'code']),
})
export type WayBackState = v.InferOutput<typeof WayBackState>
