import * as v from 'valibot'
import { shown } from '../../shared/protocol/fields.ts'

/** Schemas of single settings, for all and for a website alone. */

const labelLength = 'Expected 1 to 256 characters'
/** What is shown to people as a name. */
export const label = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, labelLength),
  v.maxLength(256, labelLength),
  v.check((name) => v.is(shown, name), 'Expected characters that can be seen'),
)

/** A whole number within a range, both ends included. */
export function wholeNumber(min: number, max: number) {
  const range = `Expected a whole number from ${min} to ${max}`
  return v.pipe(v.number(range), v.safeInteger(range), v.minValue(min, range), v.maxValue(max, range))
}

const rateRange = 'Expected a number from 1e-6 to 1e-4'
/** How often somebody else may be accepted. */
export const falseMatchRate = v.pipe(v.number(rateRange), v.minValue(1e-6, rateRange), v.maxValue(1e-4, rateRange))

/** Where the classifier is trained. */
export const training = v.picklist(['device', 'server'])
/** When heads have to move before they are recognised: never, once for each device and half day, at each sign-in. */
export const liveness = v.picklist(['off', 'daily', 'always'])
/** Devices that an account may have at the same time. */
export const maxDevices = wholeNumber(1, 20)
/** Whether a recovery code signs in, or only lets a device be set up, whose face then has to match. */
export const recoveryCodes = v.picklist(['sign-in', 'device'])
/** When an account may get its first device: at its first sign-in, only with a ticket of the website's, never. */
export const enrolment = v.picklist(['open', 'ticket', 'closed'])

/** Where a PostgreSQL is: `postgresql://user:password@host/database`, with the driver's parameters (`sslmode`, …) behind it. */
export const databaseAddress = v.pipe(
  v.string(),
  v.check((text) => {
    const protocol = URL.parse(text)?.protocol
    return protocol === 'postgresql:' || protocol === 'postgres:'
  }, 'Expected an address such as postgresql://user@host/database'),
)
