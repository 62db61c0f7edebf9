import type { RelyingParty } from '../../verifier/relyingParty.ts'
import { signIn, type Enrolled } from './people.ts'
import { availableParallelism } from 'node:os'
import { cpuSeconds } from './cpuSeconds.ts'
import { residentBytes } from './residentBytes.ts'

export interface Sustained {
  readonly seconds: number
  readonly atOnce: number
  readonly signInsPerSecond: number
  /** Of whole sign-ins, milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly failed: number
  /** The verifier's process at its largest. */
  readonly peakBytes: number | null
  /** Processor time that the verifier spends on a sign-in, all threads together, milliseconds. */
  readonly cpuMsPerSignIn: number | null
  /** The same of the clients, who are elsewhere when it matters. */
  readonly clientCpuMsPerSignIn: number
  /** Sign-ins a second for which all cores of this machine would be busy with the verifier alone. */
  readonly signInsPerSecondWithoutClients: number | null
}

/** People who sign in one after the other without a break, all at once: what the machine sustains, clients included. */
export async function measureSustained(
  { issuer, pid }: { readonly issuer: string; readonly pid: number },
  website: RelyingParty,
  people: readonly Enrolled[],
  seconds: number,
): Promise<Sustained> {
  const end = performance.now() + 1000 * seconds
  const times: number[] = []
  let failed = 0
  let peakBytes: number | null = null
  const sampler = setInterval(() => {
    void residentBytes(pid).then((bytes) => {
      if (bytes !== null) peakBytes = Math.max(peakBytes ?? 0, bytes)
    })
  }, 250)
  const begun = performance.now()
  const [cpuBefore, clientBefore] = [await cpuSeconds(pid), process.cpuUsage()]
  await Promise.all(
    people.map(async (somebody) => {
      while (performance.now() < end) {
        try {
          times.push((await signIn(issuer, website, somebody, 0)).all)
        } catch {
          failed += 1
        }
      }
    }),
  )
  const took = (performance.now() - begun) / 1000
  const cpuAfter = await cpuSeconds(pid)
  const client = process.cpuUsage(clientBefore)
  const done = times.length + failed
  const cpuMs = cpuBefore === null || cpuAfter === null ? null : (1000 * (cpuAfter - cpuBefore)) / done
  clearInterval(sampler)
  const sorted = times.sort((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)
  return {
    seconds,
    atOnce: people.length,
    signInsPerSecond: Math.round((10 * times.length) / took) / 10,
    p50: at(0.5),
    p99: at(0.99),
    failed,
    peakBytes,
    cpuMsPerSignIn: cpuMs === null ? null : Math.round(10 * cpuMs) / 10,
    clientCpuMsPerSignIn: Math.round((client.user + client.system) / 100 / done) / 10,
    signInsPerSecondWithoutClients: cpuMs === null ? null : Math.round((10_000 * availableParallelism()) / cpuMs) / 10,
  }
}
