import { medianOf } from '../medianOf.ts'
import type { RelyingParty } from '../../verifier/relyingParty.ts'
import { signIn, type Enrolled } from './people.ts'

export interface Latency {
  /** From the request's head to the answer, by the verifier's own log: median, milliseconds. */
  readonly verifier: number
  /** From sending the probe to having the answer, by the client's clock: median, milliseconds. */
  readonly client: number
}

/** As long as a face takes at the very least. */
const atTheCamera = 500

/**
 * How long a probe's answer takes, one sign-in at a time: with what was prepared while the person was before the camera, and
 * by a client that sends its probe at once.
 */
export async function measureLatency(
  { issuer, log }: { readonly issuer: string; readonly log: readonly string[] },
  website: RelyingParty,
  somebody: Enrolled,
  runs: number,
): Promise<{ maskReady: Latency; maskNotReady: Latency }> {
  const kinds = { maskReady: atTheCamera, maskNotReady: 0 }
  const times = { maskReady: { verifier: [], client: [] }, maskNotReady: { verifier: [], client: [] } } as Record<
    keyof typeof kinds,
    { verifier: number[]; client: number[] }
  >
  for (let run = 0; run < runs; run++) {
    for (const kind of ['maskReady', 'maskNotReady'] as const) {
      const { probe } = await signIn(issuer, website, somebody, kinds[kind])
      times[kind].client.push(probe)
      times[kind].verifier.push(lastProbe(log))
    }
  }
  const medians = ({ verifier, client }: { verifier: number[]; client: number[] }): Latency => ({
    verifier: medianOf(verifier),
    client: medianOf(client),
  })
  return { maskReady: medians(times.maskReady), maskNotReady: medians(times.maskNotReady) }
}

/** Milliseconds of the last probe that the verifier has logged. */
function lastProbe(log: readonly string[]): number {
  const line = log.findLast((entry) => entry.includes('/api/challenges/:challenge/probe'))
  const { ms } = JSON.parse(line ?? '{}') as { ms?: number }
  if (ms === undefined) throw new Error('The verifier has logged no probe')
  return ms
}
