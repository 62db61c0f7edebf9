import type { Context } from 'koa'
import type { PartsWithProvider } from '../parts.ts'
import type { InteractionRecord, Means, RefusalReason } from '../store/records.ts'

/** How a sign-in ended. */
export type Outcome =
  | {
      readonly state: 'authenticated'
      /** Milliseconds since 1970. */
      readonly at: number
      readonly by: Means
    }
  | { readonly state: 'refused'; readonly reason: RefusalReason }

/** A sign-in that is over, and for whom it was. */
export interface Finished {
  readonly interaction: InteractionRecord
  readonly clientId: string
  readonly userId: string
  readonly outcome: Outcome
}

/**
 * Takes the browser back to the website. It may be called more than once for one sign-in (a reload, a second tab): a code or
 * result is issued once, and later calls give the same redirect or an error, never a second code.
 */
export type WayBack = (ctx: Context, finished: Finished, parts: PartsWithProvider) => Promise<void>
