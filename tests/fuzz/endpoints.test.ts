import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entrancesOf } from './endpoints/entrances.ts'
import { fuzzEndpoints } from './endpoints/fuzzEndpoints.ts'
import { oidcRoutes, ownRoutes } from './endpoints/routes.ts'
import { openStage, type Stage } from './endpoints/stage.ts'

const runs = Number(process.env['ZAUTH_FUZZ_RUNS'] ?? 1000)
const seed = Number(process.env['ZAUTH_FUZZ_SEED'] ?? 20_261_129)
const megabytes = 1024 * 1024

describe('the fuzz of the endpoints', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage.close())

  it('knows every route that the verifier’s routers know, and no other', async () => {
    const known = entrancesOf(stage).map(({ route }) => route)
    // A request that comes as a form is ours (server/oidc/openidConnect.ts).
    expect(known.sort()).toEqual([...ownRoutes({ forOperators: true }), ...(await oidcRoutes()), 'POST /auth'].sort())
  })

  it(
    `gets a coded refusal, a page or an answer for whatever it sends, and nothing grows (ZAUTH_FUZZ_SEED=${seed})`,
    async () => {
      const { outcomes, early, late, faults } = await fuzzEndpoints(stage, { runs, seed })
      expect(faults).toEqual([])
      // It is no fuzz where nothing is taken.
      const taken = Object.keys(outcomes).filter((outcome) => / [23]\d\d$/.test(outcome))
      expect(taken).toEqual(
        expect.arrayContaining([
          'POST /api/challenges: 201',
          'POST /v1/account/devices/:device/name: 204',
          'POST /v1/challenges: 201',
          'POST /request: 201',
          'GET /auth: 303',
          'GET /oauth/v1/authorize: 303',
          'POST /oauth/v1/health_check: 200',
          'POST /entra/authorize: 303',
          'GET /interaction/:uid: 200',
        ]),
      )
      expect(late - early).toBeLessThan(64 * megabytes)
    },
    240_000 + 60 * runs,
  )
})
