import * as v from 'valibot'
import { acceptThreshold, handle, issuer, protocolName, shown, time, training } from './fields.ts'

const origin = v.pipe(
  v.string(),
  v.maxLength(512),
  v.regex(/^https?:\/\/[a-z0-9.:[\]-]+$/, 'Expected an origin as browsers write it'),
)

/** What the verifier's page hands to the content script, in `<script type="application/json" id="zauth-offer">`. */
export const Offer = v.object({
  protocol: v.literal(protocolName),
  issuer,
  /** Capability for this interaction: given to this browser's page only, good until `expiresAt`. */
  ticket: handle,
  relyingParty: v.object({
    clientId: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
    name: shown,
    /** Of the redirect address in use: where the person came from and will go back to. */
    origin,
  }),
  /** The relying party's own user id (`login_hint`). */
  account: shown,
  /** How people know the account, where its id is not for reading. */
  accountName: v.optional(shown),
  /** What the relying party says that it is for, in its own words. */
  reason: v.optional(shown),
  /** The person's own errand at the verifier (`CheckResponse`): no website waits for it. */
  own: v.optional(v.literal(true)),
  /** `enrol` when the account has no device yet and the relying party allows it. */
  purpose: v.picklist(['enrol', 'verify']),
  training,
  /** The false match rate of one try, 1e-8 to 1e-4: the website's, of a sign-in, over its tries; and the least threshold for it. */
  acceptance: v.object({
    falseMatchRate: v.pipe(v.number(), v.minValue(1e-8), v.maxValue(1e-4)),
    leastAcceptThreshold: acceptThreshold,
  }),
  /** Milliseconds since 1970. */
  expiresAt: time,
})
export type Offer = v.InferOutput<typeof Offer>
