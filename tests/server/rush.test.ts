import { describe, expect, it } from 'vitest'
import { createPressure } from '../../server/load/createPressure.ts'
import type { MatcherLoad } from '../../server/match/matcher.ts'
import { freePort } from '../../tools/freePort.ts'
import { createTally } from '../bench/load/createTally.ts'
import { prepareAccounts } from '../bench/load/prepareAccounts.ts'
import { signIn } from '../bench/load/signIn.ts'
import { readMetrics, sumOf } from './readMetrics.ts'
import { website as site } from '../verifier/website.ts'
import { openWorld } from '../verifier/world.ts'

describe('a rush far past what can be done', () => {
  it('is served in part and told when to come again for the rest, nothing fails or hangs, and a sign-in goes on as ever', async () => {
    const operator = { host: 'localhost', port: await freePort() }
    const world = await openWorld({ operator, shedsLoad: true })
    try {
      const { context, members } = await world.whileStopped(() => prepareAccounts(world.config.data, site.id, 100, 4))
      const target = { issuer: world.issuer, site, context, pause: 0 }
      const tally = createTally()
      const all = [...members, ...members].map((member) => tally.count(performance.now(), () => signIn(target, member)))
      await Promise.all(all)

      const { completed, shed, shedWithRetryAfter, shedAt, retryAfter, errors } = tally.outcomes(0)
      expect(errors).toEqual({})
      expect(completed).toBeGreaterThan(5)
      expect(shed).toBeGreaterThan(20)
      expect(completed + shed).toBe(200)
      expect(shedWithRetryAfter).toBe(shed)
      // Not all of them at the same moment.
      expect(retryAfter?.least).toBeGreaterThanOrEqual(2)
      expect(retryAfter?.most).toBeGreaterThan(retryAfter?.least ?? 0)
      expect(retryAfter?.most).toBeLessThan(10)
      // Most before anything was done for them.
      expect(shedAt['pushed request']).toBeGreaterThan(shed / 2)

      // Who comes again when she was told to is served.
      const [one] = members
      const comeAgain = async () => one && (await tally.count(performance.now(), () => signIn(target, one)))
      await expect.poll(comeAgain, { interval: 3000, timeout: 30_000 }).toBe(true)
      const shedInAll = tally.outcomes(0).shed
      const { samples } = await readMetrics(`http://${operator.host}:${operator.port}`)
      expect(sumOf(samples, 'zauth_sign_ins_total', { outcome: 'face' })).toBe(completed + 1)
      expect(sumOf(samples, 'zauth_shed_requests_total')).toBe(shedInAll)
      expect(sumOf(samples, 'zauth_match_places_taken')).toBe(0)
    } finally {
      await world.close()
    }
  }, 180_000)
})

const idle: MatcherLoad = {
  threads: 1,
  working: 0,
  urgent: 0,
  patient: 0,
  admitted: 0,
  places: 16,
  waitingSeconds: 0,
  signInSeconds: 0.1,
  sealBytes: 0,
}

describe('what a newcomer would wait', () => {
  it('grows with what waits and with those who were let in, and with those who have come it falls again', () => {
    let waitingSeconds = 0
    const pressure = createPressure({ load: () => ({ ...idle, waitingSeconds }) })
    try {
      const before = pressure.waitOfNew()
      for (let i = 0; i < 20; i++) pressure.letIn()
      expect(pressure.waitOfNew() - before).toBeCloseTo(2, 1)
      for (let i = 0; i < 20; i++) pressure.hasCome()
      expect(pressure.waitOfNew() - before).toBeCloseTo(0, 1)
      waitingSeconds = 3
      expect(pressure.waitOfNew() - before).toBeCloseTo(3, 1)
      expect(pressure.waitOfBegun() - before).toBeCloseTo(3, 1)
    } finally {
      pressure.close()
    }
  })
})
