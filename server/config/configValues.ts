import * as v from 'valibot'
import { shown } from '../../shared/protocol/fields.ts'

/** Schemas that several settings have. */

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

/** Where a PostgreSQL is: `postgresql://user:password@host/database`, with the driver's parameters (`sslmode`, …) behind it. */
export const databaseAddress = v.pipe(
  v.string(),
  v.check((text) => {
    const protocol = URL.parse(text)?.protocol
    return protocol === 'postgresql:' || protocol === 'postgres:'
  }, 'Expected an address such as postgresql://user@host/database'),
)
