import type { Client as DuoClient } from '@duosecurity/duo_universal'
import { readFile } from 'node:fs/promises'
import { parse } from 'smol-toml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkConfig } from '../../server/config/config.ts'
import { signInAda, enrolAda } from './duoEnrolled.ts'
import { duoSite, trustAuthority } from './duoSite.ts'
import { codeIn } from './codeIn.ts'
import { loadSample } from './loadSample.ts'
import { openSecureWorld, type SecureWorld } from './secureWorld.ts'
import type { Client } from '../verifier/client.ts'

interface DuoSample {
  readonly duo: DuoClient
  begin(user: string, session: object): Promise<string>
  finish(callback: URL, session: object): Promise<object>
}

const settingsOf = async (document: string) =>
  checkConfig({ issuer: 'https://face.example.com', data: 'data', ...parse(await codeIn(document, 'toml')) })

describe('docs/integrate/duo.md', () => {
  let world: SecureWorld
  let device: Client
  let sample: DuoSample

  beforeAll(async () => {
    world = await openSecureWorld([duoSite])
    device = await enrolAda(world)
    sample = (await loadSample(await codeIn('docs/integrate/duo.md', 'js'), {
      DUO_HOST: world.host,
      DUO_ID: duoSite.id,
      DUO_SECRET: duoSite.secret,
      DUO_REDIRECT: 'https://site.example/duo-callback',
    })) as DuoSample
    trustAuthority(sample.duo, world.authority)
  })
  afterAll(() => world.close())

  it('has code that signs a person in as it stands', async () => {
    const session = {}
    const callback = await signInAda(world, device, await sample.begin('ada', session))
    expect(await sample.finish(callback, session)).toMatchObject({ preferred_username: 'ada' })
  })

  it('has code that lets nobody in with the answer to another sign-in', async () => {
    const [own, stolen] = [{}, {}]
    await sample.begin('ada', own)
    const callback = await signInAda(world, device, await sample.begin('ada', stolen))
    await expect(sample.finish(callback, own)).rejects.toThrow('The answer to another sign-in')
  })

  it('has at most ten lines of code, and settings that a verifier takes', async () => {
    const lines = (await codeIn('docs/integrate/duo.md', 'js'))
      .split('\n')
      .filter((line) => !/^(import.*|\}|)$/.test(line))
    expect(lines.length).toBeLessThanOrEqual(10)
    const { clients } = await settingsOf('docs/integrate/duo.md')
    expect(clients).toMatchObject([{ roads: ['duo'], enrolment: 'open' }])
  })

  it('names every authority that comes with Duo’s client', async () => {
    const { constants } = await import('@duosecurity/duo_universal')
    const document = await readFile(new URL('../../docs/integrate/duo.md', import.meta.url), 'utf8')
    const names = [...constants.DUO_PINNED_CERT.matchAll(/^# Subject: CN=([^,]+)/gm)].map(([, name = '']) => name)
    expect(names).toHaveLength(15)
    const short = (name: string) =>
      name.replace(/^Amazon Root CA \d$/, 'Amazon Root CA 1').replace(/ Certificate Authority - /, ' ')
    expect(names.filter((name) => !document.includes(short(name)))).toEqual([])
  })
})

describe('docs/integrate/entra.md', () => {
  it('has settings that a verifier takes', async () => {
    const { clients } = await settingsOf('docs/integrate/entra.md')
    expect(clients).toMatchObject([
      {
        roads: ['entra'],
        entra: { authority: 'https://login.microsoftonline.com', tenant: '14c2f153-90a7-4689-9db7-9543bf084dad' },
      },
    ])
  })
})
