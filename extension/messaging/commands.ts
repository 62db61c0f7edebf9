import * as v from 'valibot'
import { Offer } from '../../shared/protocol/offer.ts'

/**
 * Everything that pages, content scripts, windows and the service worker say to each other. Who may say what is told by what the
 * browser knows of the sender (`originOfSender`), never by the message.
 */

const ticket = Offer.entries.ticket

/** What a content script may ask on behalf of the page it is on. Nothing that a page can reach is to be trusted. */
export const PublicCommand = v.variant('command', [
  /** The page holds this offer; the answer is whether the person has allowed its verifier. */
  v.strictObject({ command: v.literal('offer'), offer: v.pipe(v.unknown(), Offer) }),
])

/** What the extension's own pages ask of the service worker. */
export const OwnCommand = v.variant('command', [
  /** The popup read an offer from a tab whose verifier is not granted yet: remember it for when it is. */
  v.strictObject({ command: v.literal('keep'), offer: Offer, tabId: v.pipe(v.number(), v.integer()) }),
  /** Open the camera window for a sign-in that waits, or bring it to the front. */
  v.strictObject({ command: v.literal('start'), ticket }),
  /** The verifier knows something new about this sign-in: let its page ask. */
  v.strictObject({ command: v.literal('changed'), ticket }),
  /** The sign-in is over, well or badly. */
  v.strictObject({ command: v.literal('settled'), ticket }),
])

/** What the service worker says to each, by name. */
export interface Answers {
  readonly offer: boolean
  readonly keep: null
  readonly start: null
  readonly changed: null
  readonly settled: null
}

/** A command as it is sent, and as it is read. */
export type SentCommand = v.InferInput<typeof PublicCommand> | v.InferInput<typeof OwnCommand>
export type ReadCommand = v.InferOutput<typeof PublicCommand> | v.InferOutput<typeof OwnCommand>
export type CommandOf<Name extends keyof Answers> = Extract<ReadCommand, { command: Name }>

/** How the service worker replies to a command that it understood: so that nobody takes the silence of one that was ended for it. */
export interface Reply<Name extends keyof Answers = keyof Answers> {
  readonly command: Name
  readonly answer: Answers[Name]
}

/** What the service worker tells a content script. */
export interface PageNotice {
  readonly notice: 'changed'
}
