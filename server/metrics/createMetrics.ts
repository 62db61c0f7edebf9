import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { ErrorCode } from '../../shared/protocol/errors.ts'
import type { MatcherLoad } from '../match/matcher.ts'
import type { RoadOrOwn } from '../roads/roads.ts'
import type { Admission, Means, RefusalReason } from '../store/records.ts'
import { processMetrics } from './processMetrics.ts'

/** What came of a code that somebody typed. */
export type CodeOutcome = 'recovery_code' | 'ticket' | 'addition' | 'wrong' | 'wait'

/**
 * What a verifier counts, for Prometheus. Labels are words of this program alone (a route's pattern, an error's code, a road): nothing
 * that a request, a person or a website chooses, so that their number is bounded and nobody is named.
 */
export interface Metrics {
  /** A request has been answered; `failure` is what its answer said was wrong. */
  requested(seen: { route: string; status: number; seconds: number; failure: ErrorCode | null }): void
  signInBegun(road: RoadOrOwn): void
  /** Once for each sign-in that ended otherwise than by being left alone. */
  signInEnded(road: RoadOrOwn, outcome: Means | RefusalReason): void
  enrolled(admission: Admission): void
  /** A try was counted, before its match; or given back, because the verifier was too busy to make it. */
  tried(outcome: 'counted' | 'given_back'): void
  codeTyped(outcome: CodeOutcome): void
  /** A match has ended; `prepared` is whether that had begun while the person looked into the camera. */
  matched(prepared: boolean, seconds: number, outcome: 'answered' | 'failed'): void
  /** What the threads were asked for, how long it waited for one and how long it took. */
  tasked: (task: string, waitedSeconds: number, workedSeconds: number) => void
  stored(collection: string, operation: string, seconds: number): void
  /** From now on asks the match threads how they are, at each reading. */
  watch(loadOf: () => MatcherLoad): void
  /** All of it in Prometheus' text format, with what the process itself says. */
  read(): Promise<{ readonly type: string; readonly text: string }>
}

const inRequests = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const inThreads = [0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12]
const inStore = [0.0005, 0.002, 0.01, 0.05, 0.2, 1]

/** Counts from zero. Several verifiers in one process have each their own, but for what is the process's. */
export function createMetrics(): Metrics {
  const registers = [new Registry()]
  const [registry] = registers as [Registry]
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name: `zauth_${name}_total`, help, labelNames, registers })
  const histogram = <L extends string>(name: string, help: string, labelNames: readonly L[], buckets: number[]) =>
    new Histogram({ name: `zauth_${name}_seconds`, help, labelNames, buckets, registers })

  const requests = counter('requests', 'Requests answered, by route and class of status.', ['route', 'status'])
  const durations = histogram('request_duration', 'From request to answer.', ['route'], inRequests)
  const refusals = counter('refusals', 'Requests answered with an error, by its code.', ['code'])
  const begun = counter('sign_ins_begun', 'Sign-ins that came by each road.', ['road'])
  const ended = counter('sign_ins', 'Sign-ins that ended, by road and outcome.', ['road', 'outcome'])
  const enrolments = counter('enrolments', 'Devices enrolled, by what admitted them.', ['admission'])
  const tries = counter('tries', 'Tries counted before their match, and given back.', ['outcome'])
  const codes = counter('codes_typed', 'Codes that people typed, by what they were.', ['outcome'])
  const shed = counter('shed_requests', 'Requests refused with 503 because the verifier was busy.', ['route'])
  const matches = counter('matches', 'Matches, by whether they were prepared and how they ended.', [
    'prepared',
    'outcome',
  ])
  const matching = histogram('match_duration', 'From probe to answer, waiting included.', ['prepared'], inThreads)
  const waiting = histogram('task_wait', 'How long a task waited for a match thread.', ['task'], inThreads)
  const working = histogram('task_duration', 'How long a match thread took for a task.', ['task'], inThreads)
  const storing = histogram('store_operation', 'Operations of the store.', ['collection', 'operation'], inStore)

  function watch(loadOf: () => MatcherLoad): void {
    const gauge = (name: string, help: string, valueOf: (load: MatcherLoad) => number) =>
      new Gauge({
        name: `zauth_${name}`,
        help,
        registers,
        collect() {
          this.set(valueOf(loadOf()))
        },
      })
    gauge('match_threads', 'Match threads that are there.', ({ threads }) => threads)
    gauge('match_threads_busy', 'Match threads at work.', ({ working: now }) => now)
    gauge('match_queue_length', 'Tasks with a person waiting that wait for a thread.', ({ urgent }) => urgent)
    gauge('match_preparations_waiting', 'Preparations that wait for a thread.', ({ patient }) => patient)
    gauge('match_places_taken', 'Requests that hold a place in the queue.', ({ admitted }) => admitted)
    gauge('match_places', 'Places that there are.', ({ places }) => places)
    gauge('seal_memory_bytes', 'Memory of SEAL, all threads together.', ({ sealBytes }) => sealBytes)
  }

  return {
    requested({ route, status, seconds, failure }) {
      requests.inc({ route, status: `${Math.floor(status / 100)}xx` })
      durations.observe({ route }, seconds)
      if (failure !== null) refusals.inc({ code: failure })
      if (failure === 'busy') shed.inc({ route })
    },
    signInBegun: (road) => {
      begun.inc({ road })
    },
    signInEnded: (road, outcome) => {
      ended.inc({ road, outcome })
    },
    enrolled: (admission) => {
      enrolments.inc({ admission })
    },
    tried: (outcome) => {
      tries.inc({ outcome })
    },
    codeTyped: (outcome) => {
      codes.inc({ outcome })
    },
    matched(prepared, seconds, outcome) {
      matches.inc({ prepared: prepared ? 'yes' : 'no', outcome })
      matching.observe({ prepared: prepared ? 'yes' : 'no' }, seconds)
    },
    tasked(task, waitedSeconds, workedSeconds) {
      waiting.observe({ task }, waitedSeconds)
      working.observe({ task }, workedSeconds)
    },
    stored: (collection, operation, seconds) => {
      storing.observe({ collection, operation }, seconds)
    },
    watch,
    async read() {
      const all = Registry.merge([registry, processMetrics()])
      return { type: all.contentType, text: await all.metrics() }
    },
  }
}
