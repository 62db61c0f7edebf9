import { describe, expect, it } from 'vitest'
import { checkConfig } from '../../server/config/config.ts'
import { ConfigError } from '../../server/config/configError.ts'
import { openWorld } from '../verifier/world.ts'
import { duoSite } from './duoSite.ts'

const entra = {
  id: 'entra',
  name: 'Contoso',
  roads: ['entra'],
  redirectUris: ['https://login.example/callback'],
  entra: { tenant: '14C2F153-90A7-4689-9DB7-9543BF084DAD', audience: '600b719b-3766-4dc5-95a6-3c4a8dc31885' },
}

function checked(client: object) {
  const [website] = checkConfig({ issuer: 'https://face.example.com', data: 'data', clients: [client] }).clients
  if (website === undefined) throw new Error('No website')
  return website
}

/** What an operator reads about the settings of a website. */
function complaint(client: object): string {
  try {
    checkConfig({ issuer: 'https://face.example.com', data: 'data', clients: [client] })
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

describe('an operator who registers a website', () => {
  it.each([
    ['with an id that Duo’s clients refuse', { ...duoSite, id: 'shop' }, 'clients.0.id: Expected 20 characters'],
    [
      'with a secret that they refuse',
      { ...duoSite, secret: 's'.repeat(41) },
      'clients.0.secret: Expected 40 characters',
    ],
    ['for OpenID Connect beside Entra, without a secret', { ...entra, roads: ['entra', 'oidc'] }, 'clients.0.secret'],
    ['for Entra, without a tenant', { ...entra, entra: undefined }, 'clients.0.entra'],
    [
      'with a tenant that is a name',
      { ...entra, entra: { ...entra.entra, tenant: 'contoso' } },
      'tenant: Expected a GUID',
    ],
    [
      'with an authority that the network can read',
      { ...entra, entra: { ...entra.entra, authority: 'http://login.example' } },
      'authority: Expected an https address',
    ],
  ])('%s is told so', (_what, client, expected) => {
    expect(complaint(client)).toContain(expected)
  })

  it('needs no secret for Entra, and nobody else comes in by one that was left out', async () => {
    const world = await openWorld({ clients: [checked(entra)] })
    for (const secret of ['', 'undefined', 'null', entra.id]) {
      const headers = { authorization: `Basic ${btoa(`${entra.id}:${secret}`)}`, 'content-type': 'application/json' }
      const order = { method: 'POST', headers, body: JSON.stringify({ user: 'ada' }) }
      expect((await fetch(`${world.issuer}/v1/tickets`, order)).status).toBe(401)
    }
    await world.close()
    expect(checked(entra).secret).not.toBe(checked(entra).secret)
  })

  it('may write ids as Microsoft’s pages show them, in capitals too', () => {
    expect(checked(entra).entra?.tenant).toBe('14c2f153-90a7-4689-9db7-9543bf084dad')
  })

  it('may give a website of another road any id and secret', () => {
    expect(complaint({ ...duoSite, id: 'shop', secret: 's'.repeat(32), roads: ['oidc'] })).toBe('')
  })
})
