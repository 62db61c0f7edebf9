import { describe, expect, it } from 'vitest'
import { checkConfig } from '../../server/config.ts'
import { ConfigError } from '../../server/configError.ts'
import { duoSite } from './duoSite.ts'

const entra = {
  id: 'entra',
  secret: 'anything of 32 characters or more',
  name: 'Contoso',
  roads: ['entra'],
  redirectUris: ['https://login.example/callback'],
  entra: { tenant: '14C2F153-90A7-4689-9DB7-9543BF084DAD', audience: '600b719b-3766-4dc5-95a6-3c4a8dc31885' },
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

  it('may write ids as Microsoft’s pages show them, in capitals too', () => {
    const { clients } = checkConfig({ issuer: 'https://face.example.com', data: 'data', clients: [entra] })
    expect(clients[0]?.entra?.tenant).toBe('14c2f153-90a7-4689-9db7-9543bf084dad')
  })

  it('may give a website of another road any id and secret', () => {
    expect(complaint({ ...duoSite, id: 'shop', secret: 's'.repeat(32), roads: ['oidc'] })).toBe('')
  })
})
