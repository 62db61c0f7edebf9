import * as v from 'valibot'
import { handle } from '../protocol/fields.ts'

/**
 * What the verifier's window and the page with the element tell each other by `postMessage`. Each says which challenge it
 * means; who may hear it and who said it is the business of origins, which both sides name and check.
 */

const address = v.pipe(v.string(), v.maxLength(512))

const Opened = v.strictObject({ type: v.literal('zauth-opened'), challenge: handle })

/** How the sign-in ended. */
export const Ending = v.variant('type', [
  v.strictObject({ type: v.literal('zauth-result'), challenge: handle, returnTo: address, result: handle }),
  v.strictObject({
    type: v.literal('zauth-error'),
    challenge: handle,
    returnTo: address,
    error: v.pipe(v.string(), v.regex(/^[a-z_]{1,64}$/)),
    message: v.pipe(v.string(), v.maxLength(1024)),
  }),
])
export type Ending = v.InferOutput<typeof Ending>

/** From the window: it is there and waits for `zauth-go`, or it hands over the end. */
export const WindowMessage = v.variant('type', [Opened, Ending])
export type WindowMessage = v.InferOutput<typeof WindowMessage>

/** From the page: the window may begin, or may close. */
export const PageMessage = v.strictObject({
  type: v.picklist(['zauth-go', 'zauth-received']),
  challenge: handle,
})
export type PageMessage = v.InferOutput<typeof PageMessage>
