import * as v from 'valibot'
import { training } from '../../shared/protocol/fields.ts'
import { wholeNumber } from '../config/configValues.ts'

const rateRange = 'Expected a number from 1e-6 to 1e-4'

/** What an operator sets for all accounts, each with what holds where nothing is set. */
export const policySettings = {
  /** Where the classifier is trained. */
  training: v.optional(training, 'device'),
  /** How often somebody else may be accepted in a sign-in. */
  falseMatchRate: v.optional(
    v.pipe(v.number(rateRange), v.minValue(1e-6, rateRange), v.maxValue(1e-4, rateRange)),
    1e-5,
  ),
  /** When heads have to move before they are recognised: never, once for each device and half day, at each sign-in. */
  liveness: v.optional(v.picklist(['off', 'daily', 'always']), 'always'),
  /** Devices that an account may have at the same time. */
  maxDevices: v.optional(wholeNumber(1, 20), 5),
  /** When an account may get its first device: at its first sign-in, only with a ticket of the website's, never. */
  enrolment: v.optional(v.picklist(['open', 'ticket', 'closed']), 'closed'),
  /** Whether a recovery code signs in, or only lets a device be set up, whose face then has to match. */
  recoveryCodes: v.optional(v.picklist(['sign-in', 'device']), 'sign-in'),
}
const PolicySettings = v.object(policySettings)
export type PolicySettings = v.InferOutput<typeof PolicySettings>

/** The same for the accounts of one website. What it does not set is the operator's. */
export const ownPolicySettings = v.partial(PolicySettings).entries
