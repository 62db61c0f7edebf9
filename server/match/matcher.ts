import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { Logger } from 'pino'
import type { MatchOutput } from '../../shared/match/answerProbe.ts'
import type { BoundHalf } from '../../shared/match/bindHalf.ts'
import { transferablesOf, type BoundMatch } from '../../shared/match/bindMatch.ts'
import { checkBytes } from '../../shared/match/checkBytes.ts'
import type { CiphertextForm } from '../../shared/match/ciphertextForm.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { retrySoon } from '../load/retrySoon.ts'
import { shipped } from '../shipped.ts'
import { handedOver } from './handedOver.ts'
import { valueOf, type ThreadResult, type ThreadState } from './threadResult.ts'
import { createTurns } from './turns.ts'
import type { EnrolmentCheck, MatchTask, Preparation, Trained, TrainingTask } from './worker.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** What a request may have done in the worker threads, one thing after the other. Each throws what `Matcher` says, too. */
export interface Place extends Disposable {
  checkEnrolment(task: EnrolmentCheck): Promise<void>
  train(task: TrainingTask): Promise<Trained>
  /** Answers a probe by what was prepared for its challenge, which moves away and is spent: each half on a thread that is free. */
  answer(probe: Bytes, bound: BoundMatch): Promise<MatchOutput>
  /** Prepares and answers at once. Key and template move away. */
  match(task: MatchTask): Promise<MatchOutput>
}

/**
 * The worker threads in which ciphertexts are worked on, with a bounded queue and a deadline. A thread that dies is
 * replaced; what it was doing fails.
 */
export interface Matcher {
  /**
   * Resolves when a thread has made its SEAL context.
   * @throws Error when none can: on a Node that is too old for node-seal, for instance
   */
  ready(): Promise<void>
  /**
   * Whether a probe is of the form that SEAL takes: before it counts as a try. It needs no thread, so that nobody waits for one.
   *
   * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
   */
  checkProbe(probe: Uint8Array): void
  /**
   * A place in the queue, to be taken before anything is counted or used up, and given back at the end.
   *
   * @param gone says when nobody waits for the outcome any more: then what has not begun never begins (`cancelled`)
   * @throws ZAuthError `busy`: now, or later at the deadline
   */
  admit(gone: AbortSignal): Place
  /**
   * Everything of a match that depends on no probe; yields to whoever has a person waiting. Key and template move away.
   *
   * @param unwanted gives it up if it has not begun
   * @throws ZAuthError `cancelled`, `busy` at the deadline, `malformed_ciphertext`, `degenerate_ciphertext`
   */
  prepare(task: Preparation, unwanted: AbortSignal): Promise<BoundMatch>
  /** How much there is to do now. */
  load(): MatcherLoad
  close(): Promise<void>
}

export interface MatcherLoad {
  /** That are there; more begin when they are needed. */
  readonly threads: number
  readonly working: number
  /** Tasks that wait for a thread: with a person waiting, and in advance. */
  readonly urgent: number
  readonly patient: number
  /** Requests that hold a place, and places that there are. */
  readonly admitted: number
  readonly places: number
  /** How long it will take until what waits is done, and how much longer by one more sign-in: by what took how long lately. */
  readonly waitingSeconds: number
  readonly signInSeconds: number
  /** Memory of SEAL in all threads. */
  readonly sealBytes: number
}

export interface MatcherOptions {
  readonly threads?: number | undefined
  /** Milliseconds after which a task ends, done or not; its thread, too, if it has begun. */
  readonly deadline?: number
  /** Milliseconds without a task after which a thread ends, but for the last. */
  readonly idleTimeout?: number
  /** Hears of each task that a thread has done, or failed at: how long it waited and how long it took, in seconds. */
  readonly onTask?: (name: string, waited: number, worked: number) => void
}

/** Requests that may wait for each thread: about two seconds of work. */
const waitingPerThread = 16
/** Several times as long as the longest queue takes. */
const longestTask = 10_000

/** Seconds of a task, until it is known, and how much the newest counts. */
const guessed = { prepare: 0.04, answer: 0.015 }
const weight = 0.1

/** Each thread holds some 30 MB. */
const longestIdle = 120_000

/**
 * Up to one thread for each core. The first is there from the beginning; the others begin, half a second each, when
 * somebody asks for a challenge, and are ready when the camera has seen a face.
 */
export function createMatcher(log: Logger, options: MatcherOptions = {}): Matcher {
  const { threads = availableParallelism(), deadline = longestTask, idleTimeout = longestIdle, onTask } = options
  const capacity = threads * waitingPerThread
  const pool = new Piscina({
    filename: shipped('worker'),
    minThreads: 1,
    maxThreads: threads,
    idleTimeout,
    concurrentTasksPerWorker: 1,
  })
  pool.on('error', (err: unknown) => log.error({ err }, 'a match thread failed'))
  const turns = createTurns(threads)
  let admitted = 0
  let probeForm: CiphertextForm | undefined
  let states: readonly ThreadState[] = []
  const usual = { ...guessed }

  /** Of threads that have ended nothing is kept. */
  function note(state: ThreadState | undefined): void {
    if (state === undefined) return
    const living = new Set(pool.threads.map(({ threadId }) => threadId))
    states = [...states.filter(({ thread }) => thread !== state.thread && living.has(thread)), state]
  }

  /** Does a task, by a thread that is free. */
  async function perform(name: string, task: unknown, signal: AbortSignal, asked: number): Promise<unknown> {
    const begun = performance.now()
    try {
      const result = (await pool.run(task, { name, signal })) as ThreadResult<unknown>
      note(result.from)
      return result
    } finally {
      const worked = (performance.now() - begun) / 1000
      if (name === 'prepare' || name === 'answer') usual[name] += weight * (worked - usual[name])
      onTask?.(name, (begun - asked) / 1000, worked)
    }
  }

  function load(): MatcherLoad {
    const now = turns.now()
    return {
      threads: pool.threads.length,
      ...now,
      admitted,
      places: capacity,
      waitingSeconds: (now.urgent * usual.answer + now.patient * usual.prepare) / threads,
      // Its match is prepared, then answered by halves.
      signInSeconds: (usual.prepare + 2 * usual.answer) / threads,
      sealBytes: states.reduce((sum, { sealBytes }) => sum + sealBytes, 0),
    }
  }

  /** Makes the pool begin threads while one is busy: it does so for tasks that find none. */
  function wakeOthers(): void {
    for (let missing = threads - pool.threads.length; missing > 0; missing--) {
      // Whoever comes next sees what is wrong, if anything is.
      pool.run(null, { name: 'ready' }).catch(() => undefined)
    }
  }

  async function run<T>(name: string, unwanted: AbortSignal, task: () => unknown, urgent = true): Promise<T> {
    const tooLate = AbortSignal.timeout(deadline)
    const asked = performance.now()
    try {
      // A task that runs is not ended because its client has gone: a new thread costs more than what is left of it.
      const work = (): Promise<unknown> => {
        const running = perform(name, task(), tooLate, asked)
        if (!urgent) wakeOthers()
        return running
      }
      const result = await turns.take(urgent, AbortSignal.any([unwanted, tooLate]), work)
      return valueOf(result as ThreadResult<T>)
    } catch (cause) {
      if (cause instanceof ZAuthError) throw cause
      if (unwanted.aborted) throw new ZAuthError('cancelled', `${name}: nobody waits for it`, { cause })
      if (tooLate.aborted)
        throw new ZAuthError('busy', `${name}: not done in ${deadline} ms`, {
          cause,
          retryAfter: retrySoon(),
        })
      throw cause
    }
  }

  return {
    async ready() {
      try {
        const result = (await pool.run(null, { name: 'ready' })) as ThreadResult<CiphertextForm>
        note(result.from)
        probeForm = valueOf(result)
      } catch (cause) {
        throw new Error('The match threads do not start', { cause })
      }
    },
    checkProbe(probe) {
      if (!probeForm) throw new TypeError('Unexpected probe before the threads are ready')
      checkBytes('probe', probe, probeForm)
    },
    admit(gone) {
      if (admitted >= capacity) throw new ZAuthError('busy', 'too many matches wait', { retryAfter: retrySoon() })
      admitted += 1
      return {
        checkEnrolment: (task) => run('checkEnrolment', gone, () => task),
        train: (task) => run('train', gone, () => task),
        async answer(probe, { halves, token }) {
          const answer = (half: BoundHalf): Promise<Bytes> =>
            run('answer', gone, () => handedOver({ probe, half }, transferablesOf([half])))
          return { answers: await Promise.all([answer(halves[0]), answer(halves[1])]), token }
        },
        match: (task) => run('match', gone, () => handedOver(task, [task.publicKey.buffer, task.template.buffer])),
        [Symbol.dispose]: () => {
          admitted -= 1
        },
      }
    },
    prepare: (task, unwanted) =>
      run('prepare', unwanted, () => handedOver(task, [task.publicKey.buffer, task.template.buffer]), false),
    load,
    close: () => pool.destroy(),
  }
}
