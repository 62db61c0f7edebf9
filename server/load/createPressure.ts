import type { Matcher } from '../match/matcher.ts'

/** How long who comes now would have to wait, by what waits already and by what is on its way. */
export interface Pressure {
  /** Seconds that a sign-in which begins now would be kept waiting in all, the camera left out. */
  waitOfNew(): number
  /** The same for one that has begun, and asks for its challenge. */
  waitOfBegun(): number
  /** Somebody was let in, whose challenge will be work soon. */
  letIn(): void
  /** She has come for it. */
  hasCome(): void
  close(): void
}

/** Milliseconds for which somebody who was let in is expected: whoever takes longer is work for another time. */
const expectedFor = 1000
/** Requests of a sign-in, one after the other: each waits for the event loop. */
const requestsOfSignIn = 10
/** Milliseconds between two looks at the event loop, and how much the newest counts. */
const lookEvery = 50
const weight = 0.1
/** Milliseconds that one look may say at most: one long piece of work, such as a program's in which the verifier is mounted, is no rush. */
const mostAtOnce = 400

/** @param sheds whether anybody has to wait at all, as far as this says */
export function createPressure(matcher: Pick<Matcher, 'load'>, sheds = true): Pressure {
  /** When those were let in who have not come yet, by `performance.now()`: the oldest first. */
  let expected: number[] = []
  let lag = 0
  let due = performance.now() + lookEvery
  const looking = setInterval(() => {
    const now = performance.now()
    lag += weight * (Math.min(mostAtOnce, Math.max(0, now - due)) - lag)
    due = now + lookEvery
  }, lookEvery)
  looking.unref()

  const inLoop = () => (requestsOfSignIn * lag) / 1000

  return {
    waitOfNew() {
      if (!sheds) return 0
      const since = performance.now() - expectedFor
      expected = expected.filter((at) => at > since)
      const { waitingSeconds, signInSeconds } = matcher.load()
      return waitingSeconds + expected.length * signInSeconds + inLoop()
    },
    waitOfBegun: () => (sheds ? matcher.load().waitingSeconds + inLoop() : 0),
    letIn() {
      expected.push(performance.now())
    },
    hasCome() {
      expected.shift()
    },
    close() {
      clearInterval(looking)
    },
  }
}
