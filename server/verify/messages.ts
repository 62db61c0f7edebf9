import * as v from 'valibot'
import { handle, shown } from '../../shared/protocol/fields.ts'
import { authenticationOf } from '../roads/authenticationOf.ts'

/** What a website's back end and the verifier say to each other on the verify road. Unknown fields are refused. */

/** `POST {issuer}/v1/challenges`, JSON, from the back end. */
export const ChallengeOrder = v.strictObject({
  /** The website's own id of the user whose first factor it has checked. */
  user: shown,
  /** One of the website's registered addresses, exactly; its origin is where the page with the element lives. */
  returnTo: v.pipe(v.string(), v.maxLength(512)),
  /** Shown to the person, in the website's words: what she confirms. Short, so that she sees it to its end. */
  reason: v.optional(v.pipe(shown, v.maxLength(140))),
  /** Demands a face: a recovery code is then not enough. */
  acr: v.optional(v.literal(authenticationOf('face').acr, 'Expected the class of a face')),
  /** What her confirmation is bound to, such as the hash of a transaction: comes back with the result, unread. */
  action: v.optional(v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,256}$/, 'Expected 1 to 256 visible ASCII characters'))),
})
export type ChallengeOrder = v.InferOutput<typeof ChallengeOrder>

/** JSON, 201. */
export interface OrderedChallenge {
  /** For the website's log; the result's `challenge` is the same. */
  readonly id: string
  /** For the browser: the element's `challenge`, or where to redirect to. */
  readonly url: string
  /** For the session of that browser at the website, and for nothing else: without it nobody redeems the result. */
  readonly secret: string
  /** Until when the browser may open it, milliseconds since 1970. */
  readonly expiresAt: number
}

/** `POST {issuer}/v1/verify`, JSON, from the back end. */
export const Redemption = v.strictObject({
  /** What the page handed over, or the redirect brought. */
  result: handle,
  /** From the session of the browser that brought the result. */
  secret: handle,
  /** The user whom that session is about. */
  user: shown,
})
export type Redemption = v.InferOutput<typeof Redemption>

/** JSON, 200: the person was recognised. */
export interface Confirmation {
  readonly user: string
  /** Milliseconds since 1970. */
  readonly authenticatedAt: number
  /** RFC 8176: `face` and `mfa`, or `otp` and `mfa` when she used a recovery code. */
  readonly amr: readonly string[]
  readonly acr: string
  readonly challenge: string
  /** As ordered, `null` when nothing was. */
  readonly reason: string | null
  readonly action: string | null
}
