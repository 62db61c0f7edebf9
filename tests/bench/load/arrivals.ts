import { setTimeout } from 'node:timers/promises'
import type { Tally } from './createTally.ts'

/** Milliseconds after which a client that was refused tries again, where it does. */
const afterRefusal = 250

/**
 * Sign-ins that arrive at random moments (Poisson), whether or not those before them are done, as people do. Each counts from when it was
 * due: nobody's waiting is left out because the one before her had to wait (“coordinated omission”, Tene).
 *
 * @param rate a second
 */
export async function arriving(
  tally: Tally,
  rate: number,
  seconds: number,
  signIn: () => Promise<void>,
): Promise<void> {
  const begun = performance.now()
  const underWay: Promise<unknown>[] = []
  let due = begun
  for (;;) {
    due += (-1000 * Math.log(1 - Math.random())) / rate
    if (due >= begun + 1000 * seconds) break
    await setTimeout(Math.max(0, due - performance.now()))
    underWay.push(tally.count(due, signIn))
  }
  await Promise.all(underWay)
}

/** So many clients, each of whom begins again as soon as it is done: what can be done at all. */
export async function crowding(
  tally: Tally,
  clients: number,
  seconds: number,
  signIn: () => Promise<void>,
): Promise<void> {
  const end = performance.now() + 1000 * seconds
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      const isDone = await tally.count(performance.now(), signIn)
      if (!isDone) await setTimeout(afterRefusal)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
}
