import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { Logger } from 'pino'
import type { MatchOutput } from '../../shared/match/match.ts'
import { transferablesOf, type PreparedMatch } from '../../shared/match/prepare.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { shipped } from '../shipped.ts'
import { handedOver } from './handedOver.ts'
import { valueOf, type Outcome } from './outcome.ts'
import type { EnrolmentCheck, MatchTask, Trained, Training } from './worker.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** What a request may have done in the worker threads, one thing after the other. */
interface Place extends Disposable {
  checkEnrolment(task: EnrolmentCheck): Promise<void>
  train(task: Training): Promise<Trained>
  checkProbe(probe: Bytes): Promise<void>
  match(task: MatchTask): Promise<MatchOutput>
}

/** The worker threads in which ciphertexts are worked on, with a bounded queue. */
export interface Matcher {
  /**
   * Resolves when a thread has made its SEAL context.
   * @throws Error when none can: on a Node that is too old for node-seal, for instance
   */
  ready(): Promise<void>
  /**
   * A place in the queue, to be taken before anything is counted or used up, and given back at the end.
   * @throws ZAuthError `busy`
   */
  admit(): Place
  prepare(publicKey: Bytes): Promise<PreparedMatch>
  close(): Promise<void>
}

/** Requests that may wait for each thread: about two seconds of work. */
const waitingPerThread = 16
const retryAfter = 2

/** One thread for each core; each makes its SEAL context at once, so that nobody waits for it later. */
export function createMatcher(log: Logger, threads: number = availableParallelism()): Matcher {
  const capacity = threads * waitingPerThread
  const pool = new Piscina({
    filename: shipped('worker'),
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Infinity,
    // An admitted request has one task at a time and may have one match being prepared beside it.
    maxQueue: 4 * capacity,
    concurrentTasksPerWorker: 1,
  })
  pool.on('error', (err: unknown) => log.error({ err }, 'a match thread failed'))
  let admitted = 0

  async function run<T>(name: string, task: unknown): Promise<T> {
    const outcome: unknown = await pool.run(task, { name })
    return valueOf(outcome as Outcome<T>)
  }

  return {
    async ready() {
      try {
        await run('ready', null)
      } catch (cause) {
        throw new Error('The match threads do not start', { cause })
      }
    },
    admit() {
      if (admitted >= capacity) throw new ZAuthError('busy', 'too many matches wait', { retryAfter })
      admitted += 1
      return {
        checkEnrolment: (task) => run('checkEnrolment', task),
        train: (task) => run('train', task),
        checkProbe: (probe) => run('checkProbeForm', probe),
        match: (task) => run('match', handedOver(task, task.prepared === null ? [] : transferablesOf(task.prepared))),
        [Symbol.dispose]: () => {
          admitted -= 1
        },
      }
    },
    prepare: (publicKey) => run('prepare', publicKey),
    close: () => pool.destroy(),
  }
}
