import * as v from 'valibot'
import { handle } from './fields.ts'

/** What crosses about a sign-in as a whole, beside its enrolment and its challenges. */

/** `POST {issuer}/api/interactions/abandon`, JSON: the person or the camera gave up; the relying party gets an error. */
export const AbandonRequest = v.strictObject({
  ticket: handle,
  reason: v.picklist([
    'cancelled',
    'not_recognised',
    'camera_refused',
    'camera_missing',
    'no_face',
    'movements_failed',
    'account_unknown',
    'too_many_tries',
    'failed',
  ]),
})
export type AbandonRequest = v.InferOutput<typeof AbandonRequest>

/** `GET {issuer}/interaction/{uid}/status`, for the page, by the interaction's cookie. */
export const InteractionStatus = v.strictObject({
  /** `recovered` when a recovery code has ended it well: the person chooses what is next. */
  state: v.picklist(['waiting', 'enrolled', 'matching', 'authenticated', 'recovered', 'refused', 'expired']),
})
export type InteractionStatus = v.InferOutput<typeof InteractionStatus>
