import type { Store } from '../store/store.ts'
import type { Metrics } from './createMetrics.ts'

type Operation = (...given: unknown[]) => Promise<unknown>

/** The same store, each of whose operations is timed under its collection and name. */
export function timedStore(store: Store, metrics: Pick<Metrics, 'stored'>): Store {
  const timed = Object.entries(store as unknown as Record<string, unknown>).map(([name, part]) => [
    name,
    typeof part === 'object' && part !== null ? timedPart(name, part, metrics) : part,
  ])
  return Object.fromEntries(timed) as Store
}

function timedPart(collection: string, part: object, metrics: Pick<Metrics, 'stored'>): object {
  const timed = Object.entries(part as Record<string, unknown>).map(([operation, run]) => [
    operation,
    // Reading page by page takes as long as its reader does.
    typeof run === 'function' && operation !== 'each'
      ? timedOperation(run.bind(part) as Operation, collection, operation, metrics)
      : run,
  ])
  return Object.fromEntries(timed) as object
}

function timedOperation(
  run: Operation,
  collection: string,
  operation: string,
  metrics: Pick<Metrics, 'stored'>,
): Operation {
  return async (...given) => {
    const begun = performance.now()
    try {
      return await run(...given)
    } finally {
      metrics.stored(collection, operation, (performance.now() - begun) / 1000)
    }
  }
}
