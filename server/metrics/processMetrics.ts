import { collectDefaultMetrics, Registry } from 'prom-client'

let registry: Registry | null = null

/**
 * What Node says of this process: processor time, memory, collections, the event loop's lag. There is one process, so there is one of these,
 * begun when it is first asked for: it watches the loop ten times a second from then on.
 */
export function processMetrics(): Registry {
  if (registry === null) {
    registry = new Registry()
    collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 })
  }
  return registry
}
