import { createHash, randomBytes } from 'node:crypto'
import { endpoints } from '../../../shared/protocol/endpoints.ts'
import { entraSite, formOf } from '../../interop/entraSide.ts'
import { assertionClaims, duoSite, requestClaims, signed } from '../../interop/duoSite.ts'
import { returnTo, verifySite } from '../../server/verifySite.ts'
import { website } from '../../verifier/website.ts'
import type { Draft, Entrance, Fields, Form } from './request.ts'
import type { Stage } from './stage.ts'

const handle = () => randomBytes(32).toString('base64url')
const basic = ({ id, secret }: { id: string; secret: string }) => ({
  authorization: `Basic ${btoa(`${id}:${secret}`)}`,
})

/** Every way into the verifier over HTTP, with an honest request to each. What destroys is asked for without a face. */
export function entrancesOf(stage: Stage): Entrance[] {
  return [
    ...pages(stage),
    ...device(stage),
    ...account(stage),
    ...backEnds(stage),
    ...duo(stage),
    ...entra(stage),
    ...oidc(stage),
    ...operators(stage),
  ]
}

const plain = (route: string, path: string, more: Partial<Draft> = {}): Entrance => {
  const [method = ''] = route.split(' ')
  return { route, honest: () => ({ method, path, headers: {}, form: 'none', fields: {}, ...more }) }
}

function pages(stage: Stage): Entrance[] {
  const { issuer } = stage.world
  const page = () => stage.visit.page
  const own = (route: string, below: string, fields: Fields | null = null): Entrance => ({
    route,
    honest: () => ({
      method: route.split(' ')[0] ?? '',
      path: new URL(`${page()}${below}`).pathname,
      headers: { cookie: stage.visit.browser.cookie(page()), ...(fields && { origin: issuer }) },
      form: fields ? 'form' : 'query',
      fields: fields ?? {},
    }),
  })
  return [
    plain('GET /healthz', '/healthz'),
    plain('GET /assets/:name', '/assets/page.css'),
    plain('GET /.well-known/zauth', '/.well-known/zauth'),
    own('GET /interaction/:uid', ''),
    own('GET /interaction/:uid/status', '/status'),
    own('POST /interaction/:uid/finish', '/finish', {}),
    // An honest one would end the sign-in that the others are about.
    plain('POST /interaction/:uid/cancel', `/interaction/${handle()}/cancel`, {
      form: 'form',
      headers: { origin: issuer },
    }),
    own('POST /interaction/:uid/recover', '/recover', { code: '0000-0000-0000' }),
  ]
}

function device(stage: Stage): Entrance[] {
  const { issuer } = stage.world
  const proven = (route: string, url: () => string, form: Form, fields: () => Fields, weight = 1): Entrance => ({
    route,
    weight,
    honest: async () => ({
      method: 'POST',
      path: new URL(url()).pathname,
      headers: { dpop: await stage.device.prove('POST', url()) },
      form,
      fields: fields(),
    }),
  })
  return [
    proven(
      'POST /api/enrolments',
      () => endpoints.enrolments(issuer),
      'cbor',
      () => ({
        training: 'device',
        ticket: stage.newcomer.offer.ticket,
        publicKey: stage.device.publicKey,
        template: stage.probe,
        acceptThreshold: 200,
        movementSet: 'turns',
        name: 'Desk',
      }),
      4,
    ),
    proven(
      'POST /api/challenges',
      () => endpoints.challenges(issuer),
      'json',
      () => ({ ticket: stage.visit.offer.ticket, device: stage.device.device, nonce: handle() }),
      4,
    ),
    proven(
      'POST /api/challenges/:challenge/probe',
      () => endpoints.probe(issuer, stage.challenge),
      'bytes',
      () => ({ probe: stage.probe }),
      4,
    ),
    proven(
      'POST /api/challenges/:challenge/token',
      () => endpoints.token(issuer, stage.challenge),
      'json',
      () => ({ token: 'A'.repeat(12), moved: true }),
    ),
    proven(
      'POST /api/interactions/abandon',
      () => endpoints.abandon(issuer),
      'json',
      () => ({ ticket: handle(), reason: 'cancelled' }),
    ),
  ]
}

function account(stage: Stage): Entrance[] {
  const { issuer } = stage.world
  const proven = (
    route: string,
    url: string,
    ticket: (() => string) | null,
    fields: Fields | null = null,
    weight = 1,
  ): Entrance => {
    const [method = ''] = route.split(' ')
    return {
      route,
      weight,
      async honest() {
        const shown = ticket?.()
        const ath = shown === undefined ? {} : { ath: createHash('sha256').update(shown).digest('base64url') }
        return {
          method,
          path: new URL(url).pathname,
          headers: {
            dpop: await stage.device.prove(method, url, ath),
            ...(shown !== undefined && { authorization: `DPoP ${shown}` }),
          },
          form: fields ? 'json' : 'none',
          fields: fields ?? {},
        }
      },
    }
  }
  const checked = () => stage.checked
  const own = stage.device.device
  return [
    proven('POST /v1/account/checks', endpoints.checks(issuer), null, null, 2),
    proven('GET /v1/account/devices', endpoints.devices(issuer), null),
    proven('POST /v1/account/devices/:device/name', endpoints.deviceName(issuer, own), checked, {
      name: 'Desk at home',
    }),
    proven('DELETE /v1/account/devices/:device', endpoints.device(issuer, own), checked),
    proven('POST /v1/account/additions', endpoints.additions(issuer), checked),
    proven('POST /v1/account/recovery-codes', endpoints.recoveryCodes(issuer), checked, null, 4),
    proven('DELETE /v1/account', endpoints.account(issuer), () => stage.unchecked),
  ]
}

function backEnds({ world }: Stage): Entrance[] {
  const asked = (route: string, site: { id: string; secret: string }, fields: () => Fields): Entrance => ({
    route,
    honest: () => ({
      method: 'POST',
      path: route.split(' ')[1] ?? '',
      headers: basic(site),
      form: 'json',
      fields: fields(),
    }),
  })
  const order = () => ({ user: `user ${handle()}`, returnTo, reason: 'Pay 20 €', action: 'sha-256:1' })
  return [
    asked('POST /v1/tickets', website, () => ({ user: `user ${handle()}` })),
    asked('POST /v1/challenges', verifySite, order),
    asked('POST /v1/verify', verifySite, () => ({ result: handle(), secret: handle(), user: 'ada' })),
    {
      route: 'GET /verify/:challenge',
      async honest() {
        const headers = { 'content-type': 'application/json', ...basic(verifySite) }
        const body = JSON.stringify(order())
        const ordered = await fetch(`${world.issuer}/v1/challenges`, { method: 'POST', headers, body })
        const { url } = (await ordered.json()) as { url: string }
        return { method: 'GET', path: new URL(url).pathname, headers: {}, form: 'query', fields: { window: 'open' } }
      },
    },
  ]
}

function duo({ world }: Stage): Entrance[] {
  const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
  const assertion = (path: string) => signed(assertionClaims(world, path))
  const authorize = (method: 'GET' | 'POST'): Entrance => ({
    route: `${method} /oauth/v1/authorize`,
    honest: async () => ({
      method,
      path: '/oauth/v1/authorize',
      headers: {},
      form: method === 'GET' ? 'query' : 'form',
      fields: {
        response_type: 'code',
        client_id: duoSite.id,
        request: await signed({ ...requestClaims(world), duo_uname: `user ${handle()}` }),
      },
    }),
  })
  return [
    {
      route: 'POST /oauth/v1/health_check',
      honest: async () => ({
        method: 'POST',
        path: '/oauth/v1/health_check',
        headers: {},
        form: 'form',
        fields: { client_id: duoSite.id, client_assertion: await assertion('/oauth/v1/health_check') },
      }),
    },
    authorize('GET'),
    authorize('POST'),
    {
      route: 'POST /oauth/v1/token',
      honest: async () => ({
        method: 'POST',
        path: '/oauth/v1/token',
        headers: {},
        form: 'form',
        fields: {
          grant_type: 'authorization_code',
          code: handle(),
          redirect_uri: duoSite.redirectUris[0],
          client_id: duoSite.id,
          client_assertion_type: assertionType,
          client_assertion: await assertion('/oauth/v1/token'),
        },
      }),
    },
  ]
}

function entra({ world, authority }: Stage): Entrance[] {
  return [
    plain('GET /entra/.well-known/openid-configuration', '/entra/.well-known/openid-configuration'),
    plain('GET /entra/keys', '/entra/keys'),
    {
      route: 'POST /entra/authorize',
      honest: async () => ({
        method: 'POST',
        path: '/entra/authorize',
        headers: { origin: new URL(entraSite(authority).redirectUris[0] ?? '').origin },
        form: 'form',
        fields: Object.fromEntries(await formOf(world, authority, {}, { sub: handle(), oid: crypto.randomUUID() })),
      }),
    },
    plain('GET /entra/begin/:handle', `/entra/begin/${handle()}`, { form: 'query' }),
  ]
}

function oidc({ site, world }: Stage): Entrance[] {
  const pushed = () => ({
    response_type: 'code',
    client_id: website.id,
    redirect_uri: website.redirectUri,
    scope: 'openid',
    login_hint: `user ${handle()}`,
    state: handle(),
    nonce: handle(),
    code_challenge: handle(),
    code_challenge_method: 'S256',
    acr_values: 'urn:zauth:acr:face',
    claims: '{"id_token":{"acr":{"essential":true}}}',
  })
  const authorize = (method: 'GET' | 'POST'): Entrance => ({
    route: `${method} /auth`,
    honest: async () => {
      const { searchParams } = (await site.begin(`user ${handle()}`)).url
      const form = method === 'GET' ? 'query' : 'form'
      return { method, path: '/auth', headers: {}, form, fields: { ...pushed(), ...Object.fromEntries(searchParams) } }
    },
  })
  const bearer = { authorization: `Bearer ${handle()}` }
  const tokens = {
    grant_type: 'authorization_code',
    code: handle(),
    redirect_uri: website.redirectUri,
    code_verifier: handle(),
  }
  const form = { form: 'form' as const, headers: basic(website) }
  const preflight = { headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } }
  return [
    authorize('GET'),
    authorize('POST'),
    plain('GET /auth/:uid', `/auth/${handle()}`, { form: 'query' }),
    plain('POST /token', '/token', { ...form, fields: tokens }),
    { route: 'POST /request', honest: () => ({ method: 'POST', path: '/request', ...form, fields: pushed() }) },
    plain('GET /me', '/me', { headers: bearer, form: 'query' }),
    plain('POST /me', '/me', { headers: bearer, form: 'form', fields: { access_token: handle() } }),
    plain('GET /jwks', '/jwks'),
    plain('GET /.well-known/openid-configuration', '/.well-known/openid-configuration'),
    plain('GET /.well-known/oauth-authorization-server', '/.well-known/oauth-authorization-server'),
    plain('POST /session/end/confirm', '/session/end/confirm', {
      form: 'form',
      fields: { xsrf: handle(), logout: 'yes' },
      headers: { origin: world.issuer },
    }),
    ...[
      '/token',
      '/request',
      '/me',
      '/jwks',
      '/.well-known/openid-configuration',
      '/.well-known/oauth-authorization-server',
    ].map((path) => plain(`OPTIONS ${path}`, path, preflight)),
  ]
}

/** The operators' pages, on an address of their own. */
function operators({ operator }: Stage): Entrance[] {
  const cookie = `__Host-zauth_operator=${handle()}`
  const entrances = [
    plain('GET /admin', '/admin', { form: 'query', headers: { cookie } }),
    plain('POST /admin/sign-in', '/admin/sign-in', {
      form: 'form',
      headers: { origin: operator },
      fields: { name: 'nobody', password: '0123-4567-89AB-0123-4567-89AB' },
    }),
    plain('GET /admin/return', '/admin/return', {
      form: 'query',
      headers: { cookie },
      fields: { zauth_result: handle() },
    }),
    plain('POST /admin/sign-out', '/admin/sign-out', {
      form: 'form',
      headers: { cookie, origin: operator },
      fields: { csrf: handle() },
    }),
    plain('GET /admin/page.css', '/admin/page.css'),
  ]
  return entrances.map((entrance) => ({ ...entrance, at: operator }))
}
