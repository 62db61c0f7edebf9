import { once } from 'node:events'
import { randomUUID } from 'node:crypto'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import Koa, { type Context } from 'koa'
import { Piscina } from 'piscina'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerErrors } from '../../server/http/answerErrors.ts'
import { goneSignal } from '../../server/http/goneSignal.ts'
import { logRequests } from '../../server/http/logRequests.ts'
import { createLog } from '../../server/log/createLog.ts'
import type { BoundMatch } from '../../shared/match/bindMatch.ts'
import { createMatcher, type Matcher } from '../../server/match/matcher.ts'
import { createPreparedMatches, type PreparedMatches } from '../../server/match/preparedMatches.ts'
import type { MatchTask } from '../../server/match/worker.ts'
import type { Parts } from '../../server/parts.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { encryptTemplate } from '../../shared/match/template.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { watchThreads, type Threads } from './threads.ts'
import { visit } from '../verifier/visit.ts'
import { openWorld } from '../verifier/world.ts'

const silent = createLog({ write: () => undefined })
const somebody = person(70)
const { weights, acceptThreshold } = somebody.training()
const stays = new AbortController().signal

/** Everything of a match, to be used once: threads take some of it over. */
async function task(): Promise<MatchTask> {
  const client = await Client.create({ issuer: 'http://localhost', now: Date.now })
  return {
    keyAndTemplate: randomUUID(),
    publicKey: client.publicKey,
    template: encryptTemplate(client.context, client.secretKey, weights),
    acceptThreshold,
    probe: client.probeOf(somebody.image()),
  }
}

/** For threads take a key and a template over. */
function copied<T extends Pick<MatchTask, 'publicKey' | 'template'>>(task: T): T {
  return { ...task, publicKey: task.publicKey.slice(), template: task.template.slice() }
}

describe('the match threads', () => {
  let threads: Threads
  let matcher: Matcher

  beforeAll(async () => {
    threads = watchThreads()
    matcher = createMatcher(silent, { threads: 1 })
    await matcher.ready()
  })
  afterAll(async () => {
    await matcher.close()
    threads[Symbol.dispose]()
  })

  it('a thread that dies takes its match with it, and the next match finds a new one', async () => {
    const before = threads.started.length
    using place = matcher.admit(stays)
    threads.killAtTask(1)
    await expect(place.match(await task())).rejects.toThrow('worker exited')
    expect((await place.match(await task())).token).toHaveLength(9)
    expect(threads.started).toHaveLength(before + 1)
  })

  it('what waits is dropped when its client has gone, and what runs is finished on the same thread', async () => {
    const before = threads.started.length
    const gone = [new AbortController(), new AbortController()] as const
    using first = matcher.admit(gone[0].signal)
    using second = matcher.admit(gone[1].signal)
    const [running, waiting] = [first.match(await task()), second.match(await task())]
    const dropped = expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    for (const controller of gone) controller.abort()
    await dropped
    expect((await running).token).toHaveLength(9)
    await expect(first.match(await task())).rejects.toMatchObject({ code: 'cancelled' })
    expect(threads.started).toHaveLength(before)
  })

  it('whoever waits goes before what is made in advance', async () => {
    const order: string[] = []
    using place = matcher.admit(stays)
    const { publicKey, template, keyAndTemplate } = await task()
    const account = { keyAndTemplate, publicKey, template, acceptThreshold }
    const inAdvance = ['running', 'patient'].map((name) =>
      matcher.prepare(copied(account), stays).then(() => order.push(name)),
    )
    await Promise.all([place.checkEnrolment({ publicKey, template }).then(() => order.push('urgent')), ...inAdvance])
    expect(order).toEqual(['running', 'urgent', 'patient'])
  })

  it('what was prepared is given away once, and not waited for when it has not begun', async () => {
    const prepared = createPreparedMatches(matcher, 60_000)
    const { keyAndTemplate, publicKey, template, probe } = await task()
    for (const challenge of ['begun', 'not begun'])
      await prepared.begin(challenge, () => Promise.resolve({ keyAndTemplate, publicKey, template, acceptThreshold }))
    expect(await prepared.take('not begun')).toBeNull()
    const bound = await prepared.take('begun')
    expect(await prepared.take('begun')).toBeNull()
    if (bound === null) throw new Error('Nothing was prepared')
    using place = matcher.admit(stays)
    expect((await place.answer(probe, bound)).token).toEqual(bound.token)
  })

  it.each([
    ['nobody comes for in time', 300, () => Promise.resolve()],
    ['makes room for newer ones', 60_000, (waiting, begin) => begin(48)],
    ['still waits when the verifier ends', 60_000, (waiting) => waiting.close()],
  ] satisfies [string, number, (waiting: PreparedMatches, begin: (count: number) => Promise<void>) => Promise<void>][])(
    'what was prepared and %s is wiped',
    async (_, lifetime, end) => {
      const made: BoundMatch[] = []
      const watched: Pick<Matcher, 'prepare'> = {
        async prepare(account, unwanted) {
          const bound = await matcher.prepare(account, unwanted)
          made.push(bound)
          return bound
        },
      }
      const prepared = createPreparedMatches(watched, lifetime)
      const { keyAndTemplate, publicKey, template } = await task()
      const begin = async (count: number): Promise<void> => {
        for (let i = 0; i < count; i++)
          await prepared.begin(`${count}, ${i}`, () =>
            Promise.resolve(copied({ keyAndTemplate, publicKey, template, acceptThreshold })),
          )
      }
      await begin(1)
      await expect.poll(() => made.length).toBe(1)
      const [first] = made
      const secrets = [
        first?.token,
        ...(first?.halves ?? []).flatMap(({ cover, square, mask }) => [cover, square, mask]),
      ]
      const isWiped = () => secrets.every((secret) => secret?.every((byte) => byte === 0) === true)
      expect(secrets.every((secret) => (secret?.length ?? 0) > 0)).toBe(true)
      if (lifetime > 1000) expect(isWiped()).toBe(false)
      await end(prepared, begin)
      await expect.poll(isWiped).toBe(true)
      expect(await prepared.take('1, 0')).toBeNull()
      await prepared.close()
    },
  )

  it('only so much is kept that was prepared: the oldest gives way, and is not even begun', async () => {
    const prepared = createPreparedMatches(matcher, 60_000)
    const { keyAndTemplate, publicKey, template } = await task()
    for (let i = 0; i < 100; i++)
      await prepared.begin(`challenge ${i}`, () =>
        Promise.resolve({ keyAndTemplate, publicKey, template, acceptThreshold }),
      )
    expect(await prepared.take('challenge 1')).toBeNull()
    // All that wait are given up: the thread has only the one that it had begun.
    for (let i = 0; i < 100; i++) await prepared.take(`challenge ${i}`)
    using place = matcher.admit(stays)
    expect((await place.match(await task())).token).toHaveLength(9)
  })
})

describe('threads beyond the first', () => {
  it('begin when somebody asks for a challenge, share the answer, and end when nobody comes', async () => {
    using threads = watchThreads()
    const matcher = createMatcher(silent, { threads: 2, idleTimeout: 1500 })
    try {
      await matcher.ready()
      expect(threads.started).toHaveLength(1)
      const { keyAndTemplate, publicKey, template, probe } = await task()
      const bound = await matcher.prepare(copied({ keyAndTemplate, publicKey, template, acceptThreshold }), stays)
      expect(threads.started).toHaveLength(2)
      const ended = Promise.race(threads.started.map((thread) => once(thread, 'exit')))
      using place = matcher.admit(stays)
      expect((await place.answer(probe, bound)).token).toEqual(bound.token)
      // One has ended, and one is there.
      await ended
      await expect(place.checkEnrolment({ publicKey, template })).resolves.toBeNull()
    } finally {
      await matcher.close()
    }
  })
})

describe('the deadline of a match', () => {
  it('ends what waits too long and what takes too long, and the next one is served', async () => {
    using threads = watchThreads()
    const matcher = createMatcher(silent, { threads: 1, deadline: 400 })
    try {
      await matcher.ready()
      const { keyAndTemplate, publicKey, template } = await task()
      using place = matcher.admit(stays)
      const embeddings = Array.from({ length: 4000 }, () => somebody.image())
      const outcomes = await Promise.allSettled([
        place.train({ publicKey, embeddings, falseMatchRate: 1e-5 }),
        matcher.prepare(copied({ keyAndTemplate, publicKey, template, acceptThreshold }), stays),
      ])
      for (const outcome of outcomes) {
        expect(outcome).toMatchObject({
          status: 'rejected',
          reason: { code: 'busy', status: 503, retryAfter: expect.any(Number) as number },
        })
      }
      await matcher.ready()
      await place.checkEnrolment({ publicKey, template })
      expect(threads.started).toHaveLength(2)
    } finally {
      await matcher.close()
    }
  })
})

describe('a trap in WebAssembly', () => {
  it('ends its thread, and another takes over; a mistake of another kind does not', async () => {
    const filename = fileURLToPath(new URL('./trappingWorker.ts', import.meta.url))
    const pool = new Piscina({ filename, minThreads: 1, maxThreads: 1 })
    try {
      const thread = () => pool.run(null, { name: 'thread' }) as Promise<number>
      const first = await thread()
      await expect(pool.run(null, { name: 'blunder' })).rejects.toThrow('a mistake')
      expect(await thread()).toBe(first)
      await expect(pool.run(null, { name: 'trap' })).rejects.toThrow('unreachable')
      expect(await thread()).not.toBe(first)
    } finally {
      await pool.destroy()
    }
  })
})

describe('a match whose thread dies', () => {
  it('fails with a code, leaves its challenge used and no token, and the next challenge succeeds', async () => {
    using threads = watchThreads()
    const world = await openWorld()
    try {
      const website = await createRelyingParty(world.issuer)
      const { offer } = await visit(world.issuer, website, 'ada')
      const client = await Client.create(world)
      await client.enrol(offer, somebody)
      const { challenge } = await client.challenge(offer)
      const probe = client.probeOf(somebody.image())
      // The first task looks at the probe, the second answers it.
      threads.killAtTask(2)
      await expect(client.probe(challenge, probe)).rejects.toMatchObject({ status: 500, code: 'internal_error' })
      await expect(client.probe(challenge, probe)).rejects.toMatchObject({ code: 'challenge_used' })
      await expect(client.sendToken(challenge, new Uint8Array(9))).rejects.toMatchObject({ code: 'challenge_used' })
      expect(await client.authenticate(offer, somebody.image())).toBe(true)
    } finally {
      await world.close()
    }
  })
})

describe('a client that hangs up', () => {
  it('is no error in the log', async () => {
    const log: { status: number; code: string; level: number }[] = []
    const write = (line: string): void => void log.push(JSON.parse(line) as (typeof log)[number])
    const app = new Koa()
    const parts = { config: { name: 'ZAuth', issuer: 'http://localhost' }, log: createLog({ write }) } as Parts
    app.use(logRequests(parts)).use(answerErrors(parts))
    app.use(() => {
      throw new ZAuthError('cancelled')
    })
    const server = app.listen(0, 'localhost')
    await once(server, 'listening')
    try {
      await fetch(`http://localhost:${(server.address() as AddressInfo).port}/api/challenges`)
      expect(log).toMatchObject([{ status: 499, code: 'cancelled', level: 30 }])
    } finally {
      server.close()
    }
  })

  it('is noticed before its answer is sent, and not after', async () => {
    const signals: AbortSignal[] = []
    const noticed = Promise.withResolvers<null>()
    const server = createServer((_, res) => {
      const signal = goneSignal({ res } as Context)
      signals.push(signal)
      if (signals.length === 1) res.end('answered')
      else signal.addEventListener('abort', () => noticed.resolve(null))
    })
    await once(server.listen(0, 'localhost'), 'listening')
    const url = `http://localhost:${(server.address() as AddressInfo).port}`
    try {
      await (await fetch(url)).text()
      const hangsUp = request(url).on('error', () => undefined)
      server.once('request', () => hangsUp.destroy())
      hangsUp.end()
      await noticed.promise
      expect(signals.map(({ aborted }) => aborted)).toEqual([false, true])
    } finally {
      server.close()
      server.closeAllConnections()
    }
  })
})
