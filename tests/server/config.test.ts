import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { complaintAboutNode } from '../../server/cli/complaintAboutNode.ts'
import { unknownVariables } from '../../server/config/unknownVariables.ts'
import { checkConfig } from '../../server/config/config.ts'
import { ConfigError } from '../../server/config/configError.ts'
import { loadConfig } from '../../server/config/loadConfig.ts'
import { lockData } from '../../server/store/embedded/lock/lockData.ts'

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
      liveness: 'always',
      listen: { host: '127.0.0.1', port: 4000 },
      limits: { triesPerInteraction: 3, challengeSeconds: 120, interactionSeconds: 600 },
      maxDevices: 5,
      enrolment: 'closed',
      clients: [{ roads: ['oidc'] }],
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
      'configuration: clients.0.secret: Expected 32 to 512 characters',
    )
    expect(complaint({ ...good, clients: [client, client] })).toBe('configuration: clients: Expected ids that differ')
    expect(complaint({ ...good, issuer: 'https://verifier.example/' })).toContain('slash at its end')
    expect(complaint({ ...good, issuer: 'https://user:pw@verifier.example' })).toContain(
      'configuration: issuer: Expected',
    )
    expect(complaint({ ...good, falseMatchRate: 0.01 })).toContain('configuration: falseMatchRate: Expected')
    expect(complaint({ ...good, colour: secret })).toBe('configuration: colour: Unknown setting')
    expect(complaint({ ...good, training: secret })).not.toContain(secret)
    expect(complaint({ ...good, clients: [{ ...client, id: 5, enrolment: secret }] })).toBe(
      'configuration: clients.0.id: Expected a text\nconfiguration: clients.0.enrolment: Expected "open" or "ticket" or "closed"',
    )
  })

  it('is told every mistake at once: what is missing, and between what a number must be', () => {
    const mistaken = {
      training: 'cloud',
      falseMatchRate: 0.01,
      listen: { host: '', port: 0.5 },
      limits: { triesPerInteraction: 21 },
      clients: [{ ...client, name: '' }, 5],
    }
    expect(complaint(mistaken).split('\n').sort()).toEqual([
      'configuration: clients.0.name: Expected 1 to 256 characters',
      'configuration: clients.1: Expected a table',
      'configuration: data is missing',
      'configuration: falseMatchRate: Expected a number from 1e-6 to 1e-4',
      'configuration: issuer is missing',
      'configuration: limits.triesPerInteraction: Expected a whole number from 1 to 20',
      'configuration: listen.host: Expected a name or an address',
      'configuration: listen.port: Expected a whole number from 1 to 65535',
      'configuration: training: Expected "device" or "server"',
    ])
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
      `issuer = "https://verifier.example"\ndata = "./data"\n[listen]\nport = 5000\n[[clients]]\nid = "my-site"\nsecret = "${secret}"\nname = "Site"\nredirectUris = ["https://site.example/callback"]\nenrolment = "open"\n`,
    )
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('is read, and the environment wins over it', async () => {
    expect(await loadConfig(file, {})).toMatchObject({
      listen: { port: 5000 },
      clients: [{ id: 'my-site', enrolment: 'open' }],
    })
    const other = 'another secret of thirty-two characters'
    const environment = {
      ZAUTH_ISSUER: 'http://localhost:6000',
      ZAUTH_DATA: '/var/lib/zauth',
      ZAUTH_LISTEN_PORT: '6000',
      ZAUTH_FALSE_MATCH_RATE: '1e-6',
      ZAUTH_LIVENESS: 'daily',
      ZAUTH_CLIENT_SECRET_MY_SITE: other,
    }
    expect(await loadConfig(file, environment)).toMatchObject({
      issuer: 'http://localhost:6000',
      data: '/var/lib/zauth',
      falseMatchRate: 1e-6,
      liveness: 'daily',
      listen: { host: '127.0.0.1', port: 6000 },
      clients: [{ secret: other }],
    })
  })

  it('is not blamed for a variable: that is named, and so is the file where both have mistakes', async () => {
    const wrong = join(folder, 'wrong.toml')
    await writeFile(wrong, `${await readFile(file, 'utf8')}colour = 1\n`)
    const environment = {
      ZAUTH_LISTEN_PORT: 'many',
      ZAUTH_ISSUER: 'http://verifier.example',
      ZAUTH_CLIENT_SECRET_MY_SITE: 'short',
    }
    const failure: unknown = await loadConfig(wrong, environment).catch((error: unknown) => error)
    expect((failure as Error).message.split('\n').sort()).toEqual([
      `${wrong}: clients.0.colour: Unknown setting`,
      'ZAUTH_CLIENT_SECRET_MY_SITE: Expected 32 to 512 characters',
      'ZAUTH_ISSUER: Expected an https address, or http on localhost',
      'ZAUTH_LISTEN_PORT: Expected a whole number from 1 to 65535',
    ])
  })

  it('has no two websites that would have the same secret by a variable', async () => {
    const two = join(folder, 'two.toml')
    const text = await readFile(file, 'utf8')
    await writeFile(two, text + text.slice(text.indexOf('[[clients]]')).replace('my-site', 'my.site'))
    expect((await loadConfig(two, {})).clients).toHaveLength(2)
    await expect(loadConfig(two, { ZAUTH_CLIENT_SECRET_MY_SITE: secret })).rejects.toThrow(
      'ZAUTH_CLIENT_SECRET_MY_SITE: Expected to be the secret of one website',
    )
  })

  it('has paths that begin in its own folder, wherever the program is run; those of variables begin there', async () => {
    const own = join(folder, 'own.toml')
    await writeFile(own, 'issuer = "https://verifier.example"\ndata = "kept"\nsealWith = "../seal-key"\n')
    expect(await loadConfig(own, {})).toMatchObject({
      data: join(folder, 'kept'),
      sealWith: join(folder, '../seal-key'),
    })
    expect(await loadConfig(relative(process.cwd(), own), {})).toMatchObject({ data: join(folder, 'kept') })
    const environment = { ZAUTH_DATA: 'here', ZAUTH_SEAL_WITH: '/keys/seal-key' }
    expect(await loadConfig(own, environment)).toMatchObject({ data: resolve('here'), sealWith: '/keys/seal-key' })
  })

  it('is not overruled by a variable that is empty', async () => {
    const empty = {
      ZAUTH_ISSUER: '',
      ZAUTH_LISTEN_PORT: '',
      ZAUTH_FALSE_MATCH_RATE: ' ',
      ZAUTH_CLIENT_SECRET_MY_SITE: '',
    }
    expect(await loadConfig(file, empty)).toEqual(await loadConfig(file, {}))
  })

  it('is complained about when it has a text where a table belongs', async () => {
    const flat = join(folder, 'flat.toml')
    await writeFile(flat, 'listen = "localhost:4000"\nclients = ["my-site"]\n')
    const environment = { ZAUTH_ISSUER: 'http://localhost:4000', ZAUTH_DATA: 'data', ZAUTH_LISTEN_PORT: '4000' }
    await expect(loadConfig(flat, environment)).rejects.toThrow(
      `${flat}: listen: Expected a table\n${flat}: clients.0: Expected a table`,
    )
  })

  it('knows which variables are settings, and which look as if they were', () => {
    const names = [
      'ZAUTH_LSTEN_PORT',
      'ZAUTH_CLIENT_SECRET_OTHER',
      'ZAUTH_DATA',
      'ZAUTH_CLIENT_SECRET_MY_SITE',
      'ZAUTH_BROWSER',
      'ZAUTH_FIREFOX',
    ]
    const environment = Object.fromEntries([...names, 'PATH'].map((name) => [name, 'something']))
    const { clients } = checkConfig({ ...good, clients: [{ ...client, id: 'my-site' }] })
    expect(unknownVariables({ clients }, environment)).toEqual(['ZAUTH_CLIENT_SECRET_OTHER', 'ZAUTH_LSTEN_PORT'])
  })

  it('that is missing or no TOML is complained about by its name and place', async () => {
    const missing = join(folder, 'none.toml')
    await expect(loadConfig(missing, {})).rejects.toThrow(`${missing}: There is no such file`)
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

describe('a Node', () => {
  it('that is too old is told which one is needed, and others are taken', () => {
    expect(complaintAboutNode('v20.20.2')).toBe('ZAuth needs Node.js 25 or newer; this is v20.20.2.')
    expect(complaintAboutNode('v9.11.2')).toContain('needs Node.js 25')
    expect(complaintAboutNode('v25.0.0')).toBeNull()
    expect(complaintAboutNode('v100.1.0-nightly')).toBeNull()
    expect(complaintAboutNode(process.version)).toBeNull()
  })
})
