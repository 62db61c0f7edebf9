import { randomBytes } from './randomness.ts'

/** An integer uniform in [0, bound), without the bias of a remainder. */
function randomBelow(bound: number): number {
  const limit = 2 ** 32 - (2 ** 32 % bound)
  for (;;) {
    const [word = 0] = new Uint32Array(randomBytes(4).buffer)
    if (word < limit) return word % bound
  }
}

/** Brings the items into an order that is uniform among all orders (Fisher, Yates). */
export function shuffle(items: unknown[]): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = randomBelow(i + 1)
    ;[items[i], items[j]] = [items[j], items[i]]
  }
}
