/** Milliseconds between two looks. */
const glance = 50
/** Milliseconds; on a computer with a lot to do everything takes long. */
const patience = 60_000

/**
 * Looks again and again, for what no event tells of.
 *
 * @returns the first thing that is found
 * @throws Error when it does not come
 */
export async function waitFor<T>(look: () => Promise<T | null | false>): Promise<T> {
  for (const until = performance.now() + patience; performance.now() < until;) {
    const found = await look()
    if (found !== null && found !== false) return found
    await new Promise((resolve) => setTimeout(resolve, glance))
  }
  throw new Error(`Nothing came of ${look.toString()}`)
}
