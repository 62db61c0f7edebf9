import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertionClaims, duoSite, otherDuoSite, seconds, signed } from './duoSite.ts'
import { openSecureWorld, type SecureWorld } from './secureWorld.ts'

const paths = { health: '/oauth/v1/health_check', token: '/oauth/v1/token' }

let world: SecureWorld

beforeAll(async () => {
  world = await openSecureWorld([
    duoSite,
    otherDuoSite,
    { ...duoSite, id: 'openid-connect-only', roads: ['oidc'], secret: 'a secret of the other road, long enough' },
  ])
})
afterAll(() => world.close())

const post = (path: string, fields: Record<string, string>): Promise<Response> =>
  fetch(`${world.issuer}${path}`, { method: 'POST', body: new URLSearchParams(fields) })

const bodyOf = async (response: Response) => (await response.json()) as Record<string, unknown>

describe('a website’s assertion', () => {
  const check = async (assertion: string, clientId: string = duoSite.id) =>
    post(paths.health, { client_id: clientId, client_assertion: assertion })
  const claims = () => assertionClaims(world, paths.health)
  const key = new TextEncoder().encode(duoSite.secret)

  const forgeries: Record<string, () => Promise<string> | string> = {
    'signed by nobody (alg none)': () => new UnsecuredJWT(claims()).encode(),
    'signed with SHA-256, which Duo’s clients never do': () => signed(claims(), duoSite.secret, 'HS256'),
    'signed with SHA-384': () => signed(claims(), duoSite.secret, 'HS384'),
    'signed by an RSA key': async () => {
      const { privateKey } = await generateKeyPair('RS256')
      return new SignJWT(claims()).setProtectedHeader({ alg: 'RS256' }).sign(privateKey)
    },
    'signed with another website’s secret': () => signed(claims(), otherDuoSite.secret),
    'that demands an extension nobody knows': () =>
      new SignJWT(claims())
        .setProtectedHeader({ alg: 'HS512', crit: ['urn:example:new'], 'urn:example:new': 1 })
        .sign(key, { crit: { 'urn:example:new': true } }),
    'that has expired': () => signed({ ...claims(), exp: seconds(world) - 61 }),
    'that never ends': () => signed({ ...claims(), exp: seconds(world) + 86_400 }),
    'without an end': () => signed({ ...claims(), exp: undefined }),
    'that ends at no number': () => signed({ ...claims(), exp: 'soon' }),
    'made in the future': () => signed({ ...claims(), iat: seconds(world) + 120 }),
    'that is not in force yet': () => signed({ ...claims(), nbf: seconds(world) + 120 }),
    'for another endpoint': () => signed({ ...claims(), aud: `${world.issuer}${paths.token}` }),
    'for another host': () => signed({ ...claims(), aud: `https://elsewhere.example${paths.health}` }),
    'for several': () => signed({ ...claims(), aud: [claims().aud, 'https://elsewhere.example'] }),
    'about somebody else': () => signed({ ...claims(), sub: otherDuoSite.id }),
    'by somebody else': () => signed({ ...claims(), iss: otherDuoSite.id }),
    'without a jti': () => signed({ ...claims(), jti: undefined }),
    'that is no JWT': () => 'a.b.c',
    'that is missing': () => '',
    'as long as a book': () => 'a'.repeat(9000),
  }

  it.each(Object.entries(forgeries))('%s is refused', async (_name, forge) => {
    const response = await check(await forge())
    expect(response.status).toBe(400)
    expect(await bodyOf(response)).toMatchObject({
      stat: 'FAIL',
      message: 'invalid_client',
      message_detail: 'The client_assertion could not be verified',
    })
  })

  it('is taken once', async () => {
    const assertion = await signed(claims())
    expect((await check(assertion)).status).toBe(200)
    const again = await check(assertion)
    expect(await bodyOf(again)).toMatchObject({ stat: 'FAIL', message: 'invalid_client' })
  })

  it('is taken once also by two at the same time, and by another spelling of its signature', async () => {
    const assertion = await signed(claims())
    // The last character carries four bits that mean nothing.
    const respelt = assertion.slice(0, -1) + String.fromCharCode(assertion.charCodeAt(assertion.length - 1) + 1)
    const answers = await Promise.all([check(assertion), check(assertion), check(respelt)])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('tells nobody whether a website is registered', async () => {
    const texts = await Promise.all(
      [duoSite.id, 'DINOBODYNOBODYNOBODY', 'openid-connect-only'].map(async (id) => {
        const assertion = await signed({ ...claims(), iss: id, sub: id }, 'x'.repeat(40))
        const answer = await bodyOf(await check(assertion, id))
        return JSON.stringify({ ...answer, timestamp: 0 })
      }),
    )
    expect(new Set(texts).size).toBe(1)
  })

  it('does not open this road to a website of another one', async () => {
    const other = { iss: 'openid-connect-only', sub: 'openid-connect-only' }
    const assertion = await signed({ ...claims(), ...other }, 'a secret of the other road, long enough')
    expect(await bodyOf(await check(assertion, 'openid-connect-only'))).toMatchObject({ message: 'invalid_client' })
  })
})
