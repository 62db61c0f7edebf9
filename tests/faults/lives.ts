import type { AnswerResponse } from '../../shared/protocol/challengeMessages.ts'
import { Client, Refusal } from '../verifier/client.ts'
import type { Person } from '../verifier/people.ts'
import type { RelyingParty } from '../verifier/relyingParty.ts'
import { visit, type Visit } from '../verifier/visit.ts'
import type { Killer } from './killer.ts'
import type { ShippedVerifier } from './shippedVerifier.ts'

/** What a verifier has confirmed to somebody. Whatever happens to it, that has to be so. */
export interface Confirmed {
  readonly user: string
  readonly client: Client
  /** Her device, once its first token was accepted. */
  device: string | null
  /** Devices that it said to have stored, and whose first token was not accepted yet. */
  readonly stored: Set<string>
  /** Answers to a wrong face since the last that was accepted. */
  failures: number
  /** Recovery codes that were given and not used. */
  codes: readonly string[]
}

/** Everything that is good once. What was used is sent again, and has to be refused. */
export interface Used {
  readonly what: 'token' | 'probe' | 'code' | 'recovery code'
  /** Sends it again; whether it was taken once more. */
  readonly again: () => Promise<boolean>
}

/** The lives of people at one verifier, in which it may be killed at any time. */
export interface Lives {
  readonly used: readonly Used[]
  /** What must not have been: something taken twice. */
  readonly violations: readonly string[]
  /** Signs in, and enrols before that if need be; goes on after each kill until it is done. */
  signIn(one: Confirmed, face: Person, options?: SignInOptions): Promise<void>
  /** Begins to enrol, and gives up when the verifier is killed. */
  enrolOnce(one: Confirmed, face: Person): Promise<void>
  /** Shows a wrong face. */
  fail(one: Confirmed, wrong: Float32Array): Promise<void>
  /** Sends everything that was used since the last time once more. */
  sendAgain(): Promise<void>
}

interface SignInOptions {
  /** Shown first. */
  readonly wrong?: Float32Array
  /** Signs in by a recovery code instead of the face, if there is one. */
  readonly byCode?: boolean
}

/** Of the things that were used, how many of the newest are sent again after a kill: what is lost is lost among them. */
const newest = 4
/** Milliseconds until somebody who was told that the verifier is busy comes again. */
const whenBusy = 500

export function createLives(verifier: ShippedVerifier, killer: Killer, website: RelyingParty): Lives {
  const used: Used[] = []
  const violations: string[] = []
  let sentAgain = 0

  /** Sends a request that the verifier may not outlive. */
  function send<T>(request: () => Promise<T>): Promise<T> {
    killer.strike()
    return request()
  }

  /** Notes that something was taken. Each has one name; the second time is a violation. */
  const taken = new Set<string>()
  function take(name: string, what: Used['what'], again: () => Promise<boolean>): void {
    if (taken.has(name)) violations.push(`${name} was taken twice`)
    taken.add(name)
    used.push({ what, again })
  }

  /** Does it from the beginning until no kill comes between. */
  async function untilDone(work: () => Promise<void>): Promise<void> {
    for (;;) {
      await killer.up()
      const { starts } = verifier
      try {
        await work()
        return
      } catch (error) {
        if (isBusy(error)) await new Promise((resolve) => setTimeout(resolve, whenBusy))
        else if (!killer.hasKilledSince(starts)) throw error
      }
      await killer.up()
      for (const { what, again } of used.slice(-newest))
        if (await again().catch(() => false)) violations.push(`a ${what} was taken twice, after a kill`)
    }
  }

  const begin = (user: string): Promise<Visit> => send(() => visit(verifier.issuer, website, user))

  async function probe(one: Confirmed, attempt: Visit, embedding: Float32Array) {
    const { client } = one
    const { challenge } = await send(() => client.challenge(attempt.offer))
    const encrypted = client.probeOf(embedding)
    let response: AnswerResponse
    try {
      response = await send(() => client.probe(challenge, encrypted))
    } catch (error) {
      // Whoever did not hear an answer asks once more, and gets one at most.
      if (error instanceof Refusal) throw error
      await killer.up()
      response = await client.probe(challenge, encrypted)
    }
    take(`probe ${challenge}`, 'probe', () => isTaken(() => client.probe(challenge, encrypted)))
    return { challenge, token: await client.open(attempt.offer, challenge, encrypted, response) }
  }

  async function authenticate(one: Confirmed, attempt: Visit, face: Person): Promise<void> {
    const { client } = one
    const { challenge, token } = await probe(one, attempt, face.image())
    if (token === null) throw new Error('The face was not recognised')
    const note = (codes: readonly string[] | undefined): void => {
      take(`token of ${challenge}`, 'token', () => isTaken(() => client.sendToken(challenge, token)))
      one.device = client.device
      one.stored.delete(client.device)
      one.failures = 0
      if (codes !== undefined) one.codes = codes
    }
    try {
      note((await send(() => client.sendToken(challenge, token))).recoveryCodes)
    } catch (error) {
      if (error instanceof Refusal) throw error
      await killer.up()
      // Its answer was lost. It was taken and the sign-in has ended well, or it was spent for nothing, or it is good still.
      if ((await attempt.status()) === 'authenticated') {
        note(undefined)
        if (await isTaken(() => client.sendToken(challenge, token))) violations.push('a token was taken twice, unheard')
        // If codes were made, nobody has heard them.
        one.codes = []
        return
      }
      note((await client.sendToken(challenge, token)).recoveryCodes)
    }
  }

  /** Back to the website, with a code that is good once. */
  async function complete(attempt: Visit): Promise<void> {
    const callback = await send(() => attempt.finish())
    const code = callback.searchParams.get('code') ?? ''
    const exchange = () => attempt.signIn.complete(callback)
    const isTakenOnce = () => isTaken(exchange)
    try {
      await send(exchange)
      take(`code ${code}`, 'code', isTakenOnce)
    } catch (error) {
      await killer.up()
      // Its answer was lost, perhaps: then it may be good still, once.
      if (!(await isTakenOnce())) throw error
      take(`code ${code}`, 'code', isTakenOnce)
    }
  }

  async function signInByCode(one: Confirmed, attempt: Visit): Promise<boolean> {
    const [code, ...rest] = one.codes
    if (code === undefined) return false
    one.codes = rest
    const again = async (): Promise<boolean> => {
      const other = await visit(verifier.issuer, website, one.user)
      await other.type(code)
      return (await other.status()) === 'recovered'
    }
    try {
      await send(() => attempt.type(code))
    } finally {
      await killer.up()
      if ((await attempt.status()) === 'recovered') take(`recovery code ${code}`, 'recovery code', again)
      else if (await again()) take(`recovery code ${code}`, 'recovery code', again)
    }
    if ((await attempt.status()) !== 'recovered') throw new Error('A recovery code that was given was refused')
    return true
  }

  async function enrol(one: Confirmed, attempt: Visit, face: Person): Promise<void> {
    await send(() => one.client.enrol(attempt.offer, face))
    one.stored.add(one.client.device)
  }

  return {
    used,
    violations,
    async signIn(one, face, { wrong, byCode = false } = {}) {
      let isWrongToCome = wrong !== undefined
      await untilDone(async () => {
        const attempt = await begin(one.user)
        const isEnrolled = attempt.offer.purpose === 'verify'
        if (one.device !== null && !isEnrolled) violations.push(`${one.user} was enrolled, and is not any more`)
        if (!isEnrolled) await enrol(one, attempt, face)
        if (isWrongToCome && wrong !== undefined) {
          isWrongToCome = false
          await probe(one, attempt, wrong)
          one.failures += 1
        }
        if (!(byCode && isEnrolled && (await signInByCode(one, attempt)))) await authenticate(one, attempt, face)
        await complete(attempt)
      })
    },
    async enrolOnce(one, face) {
      await killer.up()
      const { starts } = verifier
      try {
        const attempt = await begin(one.user)
        await enrol(one, attempt, face)
        await authenticate(one, attempt, face)
      } catch (error) {
        if (!killer.hasKilledSince(starts) && !isBusy(error)) throw error
      }
    },
    async fail(one, wrong) {
      await untilDone(async () => {
        await probe(one, await begin(one.user), wrong)
        one.failures += 1
      })
    },
    async sendAgain() {
      for (const { what, again } of used.slice(sentAgain))
        if (await again()) violations.push(`a ${what} was taken twice, at the end`)
      sentAgain = used.length
    },
  }
}

/** Whether the verifier, on a machine that has much else to do, has asked to come again. */
function isBusy(error: unknown): boolean {
  if (error instanceof Refusal) return error.code === 'busy'
  return error instanceof Error && error.cause instanceof Response && error.cause.status === 503
}

/** Whether it was taken; that it was not has to be a refusal, and nothing else. */
async function isTaken(request: () => Promise<unknown>): Promise<boolean> {
  try {
    await request()
    return true
  } catch (error) {
    if (error instanceof Refusal || (error instanceof Error && 'error' in error)) return false
    throw error
  }
}
