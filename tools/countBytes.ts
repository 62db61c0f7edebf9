import * as v from 'valibot'
import type { RunningVerifier } from './startVerifier.ts'

/** Bytes of bodies that crossed between the extension and the verifier, headers not counted. */
export interface Bytes {
  readonly sent: number
  readonly received: number
}

/** What the verifier logs of a request from an extension, as far as it is needed here. */
const ApiRequest = v.object({
  msg: v.literal('request'),
  route: v.pipe(v.string(), v.startsWith('/api/')),
  bytesIn: v.optional(v.number(), 0),
  bytesOut: v.optional(v.number(), 0),
})

/**
 * Counts what the extension sends to the verifier's API and gets from it, from now on, by the verifier's log.
 *
 * @returns gives the sum since the last time that it was called
 */
export function countBytes(verifier: RunningVerifier): () => Bytes {
  let counted = verifier.log.length
  return () => {
    const requests = verifier.log
      .slice(counted)
      .filter((line) => line.startsWith('{'))
      .map((line) => v.safeParse(ApiRequest, JSON.parse(line)))
      .flatMap(({ success, output }) => (success ? [output] : []))
    counted = verifier.log.length
    return {
      sent: requests.reduce((sum, { bytesIn }) => sum + bytesIn, 0),
      received: requests.reduce((sum, { bytesOut }) => sum + bytesOut, 0),
    }
  }
}
