import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkConfig } from '../../server/config.ts'
import { ConfigError } from '../../server/configError.ts'
import { loadConfig } from '../../server/loadConfig.ts'
import { lockData } from '../../server/store/lockData.ts'

const secret = 'a secret of thirty-two characters or more'
const client = { id: 'site', secret, name: 'Site', redirectUris: ['https://site.example/callback'] }
const good = { issuer: 'https://verifier.example', data: './data', clients: [client] }

function complaint(settings: object): string {
  try {
    checkConfig(settings)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
  }
  return 'accepted'
}

describe('the configuration', () => {
  it('fills in what the operator did not decide', () => {
    expect(checkConfig(good)).toMatchObject({
      name: 'ZAuth',
      training: 'device',
      falseMatchRate: 1e-5,
      listen: { host: '127.0.0.1', port: 4000 },
      limits: { triesPerInteraction: 5, challengeSeconds: 120, interactionSeconds: 600 },
      clients: [{ mayEnrol: false }],
    })
  })

  it('takes http on this machine only', () => {
    expect(complaint({ ...good, issuer: 'http://localhost:4000' })).toBe('accepted')
    expect(complaint({ ...good, issuer: 'http://127.0.0.1:4000/zauth' })).toBe('accepted')
    expect(complaint({ ...good, issuer: 'http://verifier.example' })).toBe(
      'configuration: issuer: Expected an https address, or http on localhost',
    )
    const uris = { ...client, redirectUris: ['http://site.example/callback'] }
    expect(complaint({ ...good, clients: [uris] })).toMatch(
      /^configuration: clients\.0\.redirectUris\.0: Expected an https/,
    )
  })

  it('takes no name that turns its surroundings around or hides in them', () => {
    for (const name of ['Bank\u202e', 'Ba\u200bnk', 'Bank\nHere', 'Bank\ud800', 'Bank\u2028.']) {
      const complaints = [complaint({ ...good, name }), complaint({ ...good, clients: [{ ...client, name }] })]
      expect(complaints).toEqual([
        'configuration: name: Expected characters that can be seen',
        'configuration: clients.0.name: Expected characters that can be seen',
      ])
    }
    expect(complaint({ ...good, name: 'Zoë’s 😀 銀行' })).toBe('accepted')
  })

  it('says where and what is wrong, and never the value', () => {
    const short = 'hunter2'
    expect(complaint({ ...good, clients: [{ ...client, secret: short }] })).toBe(
      'configuration: clients.0.secret: Expected at least 32 characters',
    )
    expect(complaint({ ...good, clients: [] })).toBe('configuration: clients: Expected at least one website')
    expect(complaint({ ...good, clients: [client, client] })).toBe('configuration: clients: Expected ids that differ')
    expect(complaint({ ...good, issuer: 'https://verifier.example/' })).toContain('slash at its end')
    expect(complaint({ ...good, issuer: 'https://user:pw@verifier.example' })).toContain(
      'configuration: issuer: Expected',
    )
    expect(complaint({ ...good, falseMatchRate: 0.01 })).toContain('configuration: falseMatchRate: Expected')
    expect(complaint({ ...good, colour: secret })).toBe('configuration: colour: Unknown setting')
    expect(complaint({ ...good, training: secret })).not.toContain(secret)
    expect(complaint({ issuer: good.issuer })).toContain('configuration: data')
  })
})

describe('the configuration file', () => {
  let folder: string
  let file: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zauth-config-'))
    file = join(folder, 'zauth.toml')
    await writeFile(
      file,
      `issuer = "https://verifier.example"\ndata = "./data"\n[listen]\nport = 5000\n[[clients]]\nid = "my-site"\nsecret = "${secret}"\nname = "Site"\nredirectUris = ["https://site.example/callback"]\nmayEnrol = true\n`,
    )
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('is read, and the environment wins over it', async () => {
    expect(await loadConfig(file, {})).toMatchObject({
      listen: { port: 5000 },
      clients: [{ id: 'my-site', mayEnrol: true }],
    })
    const other = 'another secret of thirty-two characters'
    const environment = {
      ZAUTH_ISSUER: 'http://localhost:6000',
      ZAUTH_DATA: '/var/lib/zauth',
      ZAUTH_LISTEN_PORT: '6000',
      ZAUTH_FALSE_MATCH_RATE: '1e-6',
      ZAUTH_CLIENT_SECRET_MY_SITE: other,
    }
    expect(await loadConfig(file, environment)).toMatchObject({
      issuer: 'http://localhost:6000',
      data: '/var/lib/zauth',
      falseMatchRate: 1e-6,
      listen: { host: '127.0.0.1', port: 6000 },
      clients: [{ secret: other }],
    })
    await expect(loadConfig(file, { ZAUTH_LISTEN_PORT: 'many' })).rejects.toThrow(`${file}: listen.port: Expected`)
  })

  it('that is missing or no TOML is complained about by its name and place', async () => {
    const missing = join(folder, 'none.toml')
    await expect(loadConfig(missing, {})).rejects.toThrow(`${missing}: Expected a file that can be read`)
    const broken = join(folder, 'broken.toml')
    await writeFile(broken, `issuer = "https://verifier.example"\nsecret = "${secret}\n`)
    const failure = await loadConfig(broken, {}).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ConfigError)
    expect((failure as Error).message).toMatch(/broken\.toml: Expected TOML at line 2/)
    expect((failure as Error).message).not.toContain(secret)
  })

  it('names a data folder that one verifier uses at a time', async () => {
    const unlock = await lockData(folder)
    await expect(lockData(folder)).rejects.toThrow('is in use by another verifier')
    await unlock()
    await (
      await lockData(folder)
    )()
  })
})
