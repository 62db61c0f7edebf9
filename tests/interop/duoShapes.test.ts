import { decodeJwt, jwtVerify } from 'jose'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../verifier/client.ts'
import { enrolAda, signInAda } from './duoEnrolled.ts'
import { duoSite } from './duoSite.ts'
import { shapes } from './duoShapes.ts'
import { openSecureWorld, type SecureWorld } from './secureWorld.ts'

/** What every client reads of the answer, and nothing of another type. */
const Tokens = v.strictObject({
  id_token: v.string(),
  access_token: v.pipe(v.string(), v.minLength(1)),
  expires_in: v.pipe(v.number(), v.integer(), v.minValue(1)),
  token_type: v.literal('Bearer'),
})

describe('the client in another language is served as its own service would serve it:', () => {
  let world: SecureWorld
  let device: Client

  beforeAll(async () => {
    world = await openSecureWorld([duoSite])
    device = await enrolAda(world)
  })
  afterAll(() => world.close())

  it.each(shapes)('$client', async (shape) => {
    const health = await shape.healthCheck(world)
    expect(health.status).toBe(200)
    expect(await health.json()).toMatchObject({ stat: 'OK' })

    const url = await shape.authorizeUrl(world)
    const callback = await signInAda(world, device, url)
    expect(callback.href.startsWith(shape.redirectUri)).toBe(true)
    const { state } = decodeJwt(new URL(url).searchParams.get('request') ?? '')
    expect(callback.searchParams.get('state')).toBe(state)
    const response = await shape.exchange(world, callback.searchParams.get(shape.codeParameter) ?? '')
    expect(response.status).toBe(200)
    const tokens = v.parse(Tokens, await response.json())
    const { payload } = await jwtVerify(tokens.id_token, new TextEncoder().encode(duoSite.secret), {
      algorithms: ['HS512'],
      issuer: `${world.issuer}/oauth/v1/token`,
      audience: duoSite.id,
      requiredClaims: ['exp', 'iat', 'auth_time', 'auth_context', 'auth_result'],
    })
    expect(payload).toMatchObject({ preferred_username: 'ada', aud: duoSite.id })
    expect(payload['nonce']).toBe(shape.nonce)
  })
})
