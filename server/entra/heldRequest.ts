import * as v from 'valibot'
import { WayBackState } from './wayBackState.ts'

/** A checked request of Entra's, until the browser has made its next one. */
export const HeldRequest = v.strictObject({
  clientId: v.string(),
  id: v.string(),
  userId: v.string(),
  accountName: v.nullable(v.string()),
  wayBack: WayBackState,
  /** Milliseconds since 1970. */
  expiresAt: v.number(),
})
export type HeldRequest = v.InferOutput<typeof HeldRequest>
