import { monitorEventLoopDelay } from 'node:perf_hooks'
import { cpuSeconds } from '../verifier/cpuSeconds.ts'
import { residentBytes } from '../verifier/residentBytes.ts'
import { createTally, type Outcomes, type Tally } from './createTally.ts'

export interface Phase extends Outcomes {
  /** Until the last one ended. */
  readonly seconds: number
  /** While sign-ins arrived. */
  readonly offeredPerSecond: number
  readonly completedPerSecond: number
  /** The verifier's memory at its most, and at the end. */
  readonly peakBytes: number | null
  readonly endBytes: number | null
  /** How many cores the verifier and the clients kept busy. */
  readonly verifierCores: number | null
  readonly clientCores: number
  /** How late the clients' own event loop was, 99 of 100 times at most, milliseconds: what they add to the times. */
  readonly clientLag: number
}

/** Measures what happens while `run` lets sign-ins come for so many seconds. */
export async function measurePhase(
  pid: number,
  { seconds, pause }: { readonly seconds: number; readonly pause: number },
  run: (tally: Tally) => Promise<void>,
): Promise<Phase> {
  const tally = createTally()
  let peakBytes: number | null = null
  const sampler = setInterval(() => {
    void residentBytes(pid).then((bytes) => {
      if (bytes !== null) peakBytes = Math.max(peakBytes ?? 0, bytes)
    })
  }, 100)
  const lag = monitorEventLoopDelay({ resolution: 10 })
  lag.enable()
  const begun = performance.now()
  const [cpuBefore, clientBefore] = [await cpuSeconds(pid), process.cpuUsage()]
  try {
    await run(tally)
  } finally {
    clearInterval(sampler)
    lag.disable()
  }
  const took = (performance.now() - begun) / 1000
  const cpuAfter = await cpuSeconds(pid)
  const client = process.cpuUsage(clientBefore)
  const outcomes = tally.outcomes(pause)
  return {
    ...outcomes,
    seconds: rounded(took),
    offeredPerSecond: rounded(outcomes.offered / seconds),
    // Those that came last are done after the end of the arrivals: they count over the time that it took.
    completedPerSecond: rounded(outcomes.completed / took),
    peakBytes,
    endBytes: await residentBytes(pid),
    verifierCores: cpuBefore === null || cpuAfter === null ? null : rounded((cpuAfter - cpuBefore) / took),
    clientCores: rounded((client.user + client.system) / 1e6 / took),
    clientLag: rounded(lag.percentile(99) / 1e6),
  }
}

function rounded(value: number): number {
  return Math.round(100 * value) / 100
}
