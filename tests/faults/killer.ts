import type { ShippedVerifier } from './shippedVerifier.ts'

/** Kills a verifier at moments that nobody can foresee, and begins it anew. */
export interface Killer {
  /** How often it has killed. */
  readonly kills: number
  /** To be called when a request is sent: it may be the last that this process hears. */
  strike(): void
  /** Resolves when the verifier runs. */
  up(): Promise<void>
  /** Whether it was killed since it had this number of starts. */
  hasKilledSince(starts: number): boolean
}

/** Longer than most requests take, so that any of their steps may be the last. Milliseconds. */
const longestWait = 120

/**
 * @param kills how many, spread over `requests`; each strikes a moment after a request was sent, short or long
 * @param random uniform from 0 to below 1
 */
export function createKiller(
  verifier: ShippedVerifier,
  { kills, requests, random }: { readonly kills: number; readonly requests: number; readonly random: () => number },
): Killer {
  const every = requests / kills
  const planned = Array.from({ length: kills }, (_, i) => Math.floor((i + random()) * every))
  let sent = 0
  let killed = 0
  let restarting: Promise<void> | null = null

  async function kill(): Promise<void> {
    await verifier.end('SIGKILL')
    killed += 1
    await verifier.start()
    restarting = null
  }

  return {
    get kills() {
      return killed
    },
    strike() {
      sent += 1
      if (restarting !== null || (planned[0] ?? Infinity) > sent) return
      planned.shift()
      const wait = longestWait * random() ** 2
      restarting = new Promise((resolve) => setTimeout(resolve, wait)).then(kill)
    },
    async up() {
      await restarting
    },
    hasKilledSince: (starts) => restarting !== null || verifier.starts > starts,
  }
}
