import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMetrics } from '../../server/metrics/createMetrics.ts'
import { errorCodes } from '../../shared/protocol/errors.ts'
import { freePort } from '../../tools/freePort.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { readMetrics, sumOf } from './readMetrics.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { website as site } from '../verifier/website.ts'
import { openWorld, type World } from '../verifier/world.ts'

const user = 'planted-user-name-of-ada'
let world: World
let operator: string
/** What must never be told: whatever names somebody, or opens something. */
const planted: string[] = [user, site.secret, site.id]
let read: Awaited<ReturnType<typeof readMetrics>>

beforeAll(async () => {
  const port = await freePort()
  operator = `http://localhost:${port}`
  world = await openWorld({ operator: { host: 'localhost', port } })
  await aDayOf(world)
  read = await readMetrics(operator)
})
afterAll(() => world.close())

/** An enrolment, two good sign-ins, a wrong token, a recovery code, a wrong code, and one that was cancelled. */
async function aDayOf({ issuer }: World): Promise<void> {
  const website = await createRelyingParty(issuer)
  const [ada, client] = [person(71), await Client.create(world)]

  const first = await visit(issuer, website, user)
  await client.enrol(first.offer, ada)
  const codes = (await client.signIn(first.offer, ada.image()))?.recoveryCodes ?? []
  await first.signIn.complete(await first.finish())

  const second = await visit(issuer, website, user)
  expect(await client.authenticate(second.offer, ada.image())).toBe(true)
  await second.signIn.complete(await second.finish())

  const third = await visit(issuer, website, user)
  const { challenge } = await client.challenge(third.offer)
  await client.probe(challenge, client.probeOf(ada.image()))
  await expect(client.sendToken(challenge, new Uint8Array(9))).rejects.toMatchObject({ code: 'token_wrong' })
  await third.type('0000-0000-0000')
  await third.type(codes[0] ?? '')

  const fourth = await visit(issuer, website, user)
  await client.abandon(fourth.offer, 'no_face')
  planted.push(client.device, challenge, ...codes, ...[first, second, third, fourth].map(({ offer }) => offer.ticket))
  planted.push(...[first, second, third, fourth].map(({ offer }) => offer.account))
}

describe('the metrics', () => {
  it('hold exactly what has happened', () => {
    const of = (name: string, labels: Record<string, string> = {}) => sumOf(read.samples, `zauth_${name}`, labels)
    expect({
      begun: of('sign_ins_begun_total', { road: 'oidc' }),
      byFace: of('sign_ins_total', { road: 'oidc', outcome: 'face' }),
      byCode: of('sign_ins_total', { road: 'oidc', outcome: 'recovery_code' }),
      refused: of('sign_ins_total', { road: 'oidc', outcome: 'no_face' }),
      ended: of('sign_ins_total'),
      enrolments: of('enrolments_total', { admission: 'first' }),
      tries: of('tries_total', { outcome: 'counted' }),
      matches: of('matches_total', { outcome: 'answered' }),
      failedMatches: of('matches_total', { outcome: 'failed' }),
      matchTimes: of('match_duration_seconds_count'),
      wrongTokens: of('refusals_total', { code: 'token_wrong' }),
      wrongCodes: of('codes_typed_total', { outcome: 'wrong' }),
      recoveryCodes: of('codes_typed_total', { outcome: 'recovery_code' }),
      probes: of('requests_total', { route: '/api/challenges/:challenge/probe', status: '2xx' }),
      refusedTokens: of('requests_total', { route: '/api/challenges/:challenge/token', status: '4xx' }),
      probeTimes: of('request_duration_seconds_count', { route: '/api/challenges/:challenge/probe' }),
      enrolmentChecks: of('task_duration_seconds_count', { task: 'checkEnrolment' }),
      challenges: of('store_operation_seconds_count', { collection: 'challenges', operation: 'insert' }),
      shed: of('shed_requests_total'),
    }).toEqual({
      begun: 4,
      byFace: 2,
      byCode: 1,
      refused: 1,
      ended: 4,
      enrolments: 1,
      tries: 3,
      matches: 3,
      failedMatches: 0,
      matchTimes: 3,
      wrongTokens: 1,
      wrongCodes: 1,
      recoveryCodes: 1,
      probes: 3,
      refusedTokens: 1,
      probeTimes: 3,
      enrolmentChecks: 1,
      challenges: 3,
      shed: 0,
    })
  })

  it('say how much there is to do, and what the process and SEAL hold', () => {
    const of = (name: string) => sumOf(read.samples, name)
    expect(of('zauth_match_threads')).toBe(1)
    expect(of('zauth_match_places')).toBeGreaterThan(0)
    expect(of('zauth_match_places_taken')).toBe(0)
    expect(of('zauth_match_queue_length')).toBe(0)
    expect(of('zauth_match_preparations_waiting')).toBe(0)
    expect(of('zauth_seal_memory_bytes')).toBeGreaterThan(1e6)
    expect(of('process_resident_memory_bytes')).toBeGreaterThan(1e7)
    expect(read.samples.some(({ name }) => name === 'nodejs_eventloop_lag_p99_seconds')).toBe(true)
  })

  it('name nobody, and nothing that opens anything', () => {
    expect(planted.length).toBeGreaterThan(15)
    expect(planted.filter((word) => word === '' || read.text.includes(word))).toEqual([])
  })

  it('have no label but words of this program', () => {
    const routes = /^(unknown|[a-z_]+|\/[a-z./:-]*)$/
    const words: Record<string, RegExp> = {
      route: routes,
      status: /^[1-5]xx$/,
      code: new RegExp(`^(${Object.keys(errorCodes).join('|')})$`),
      road: /^(oidc|duo|entra|verify|own)$/,
      outcome: /^[a-z_]+$/,
      admission: /^(first|ticket|recovery_code|renewal)$/,
      prepared: /^(yes|no)$/,
      task: /^(checkEnrolment|train|answer|match|prepare)$/,
      collection: /^[a-zA-Z]+$/,
      operation: /^[a-zA-Z]+$/,
      le: /^([\d.]+|\+Inf)$/,
    }
    const ours = read.samples.filter(({ name }) => name.startsWith('zauth_'))
    const strange = ours.filter(({ labels }) => Object.entries(labels).some(([key, value]) => !words[key]?.test(value)))
    expect(ours.length).toBeGreaterThan(100)
    expect(strange).toEqual([])
  })

  it('have no more of them after addresses that somebody made up', async () => {
    for (let i = 0; i < 5; i++) await fetch(`${world.issuer}/made-up-${i}/interaction/${i}`)
    for (let i = 0; i < 5; i++) await fetch(`${world.issuer}/interaction/made-up-${i}`)
    const { text, samples } = await readMetrics(operator)
    expect(text).not.toContain('made-up')
    expect(sumOf(samples, 'zauth_requests_total', { route: 'unknown', status: '4xx' })).toBe(5)
    expect(sumOf(samples, 'zauth_requests_total', { route: '/interaction/:uid', status: '4xx' })).toBe(5)
  })

  it('are of one verifier, however many run in the process', async () => {
    const [one, other] = [createMetrics(), createMetrics()]
    one.signInBegun('duo')
    expect((await one.read()).text).toContain('zauth_sign_ins_begun_total{road="duo"} 1')
    expect((await other.read()).text).not.toContain('zauth_sign_ins_begun_total{road="duo"}')
  })
})
