import { parse } from 'smol-toml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkConfig } from '../../server/config/config.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { open, returnTo, verifySite } from '../server/verifySite.ts'
import { openWorld, type World } from '../verifier/world.ts'
import { codeIn } from './codeIn.ts'
import { loadSample } from './loadSample.ts'

interface VerifySample {
  begin(user: string, session: object): Promise<string>
  finish(callback: URL, session: object): Promise<object>
}

const ada = person(1)
const document = 'docs/integrate/verify.md'

describe(document, () => {
  let world: World
  let device: Client
  let sample: VerifySample

  beforeAll(async () => {
    world = await openWorld({ clients: [verifySite] })
    device = await Client.create(world)
    sample = (await loadSample(await codeIn(document, 'js'), {
      ZAUTH_ISSUER: world.issuer,
      ZAUTH_ID: verifySite.id,
      ZAUTH_SECRET: verifySite.secret,
      ZAUTH_REDIRECT: returnTo,
    })) as VerifySample
  })
  afterAll(() => world.close())

  async function signIn(url: string): Promise<URL> {
    const opened = await open(world.issuer, url)
    if (opened.offer.purpose === 'enrol') await device.enrol(opened.offer, ada)
    expect(await device.authenticate(opened.offer, ada.image())).toBe(true)
    return await opened.finish()
  }

  it('has code that signs a person in as it stands', async () => {
    const session = {}
    const callback = await signIn(await sample.begin('ada', session))
    expect(await sample.finish(callback, session)).toMatchObject({ user: 'ada', acr: 'urn:zauth:acr:face' })
  })

  it('has code that lets nobody in with the result for another session, nor without one', async () => {
    const [own, stolen] = [{}, {}]
    await sample.begin('ada', own)
    const callback = await signIn(await sample.begin('ada', stolen))
    await expect(sample.finish(callback, own)).rejects.toThrow('result_unknown')
    await expect(sample.finish(new URL(`${returnTo}?zauth_error=cancelled`), own)).rejects.toThrow('malformed_request')
  })

  it('has at most ten lines of code, and settings that a verifier takes', async () => {
    const lines = (await codeIn(document, 'js'))
      .split('\n')
      .filter((line) => !/^(const .*process\.env|\}|)$/.test(line))
    expect(lines.length).toBeLessThanOrEqual(10)
    const settings = parse(await codeIn(document, 'toml'))
    const { clients } = checkConfig({ issuer: 'https://face.example.com', data: 'data', ...settings })
    expect(clients).toMatchObject([{ roads: ['verify'], enrolment: 'open' }])
  })

  it('shows the element as the verifier serves it', async () => {
    const [, path = ''] = /src="https:\/\/face\.example\.com([^"]+)"/.exec(await codeIn(document, 'html')) ?? []
    const script = await fetch(world.issuer + path, { headers: { origin: 'https://shop.example' } })
    expect(script.status).toBe(200)
    expect(script.headers.get('content-type')).toContain('text/javascript')
    expect(script.headers.get('access-control-allow-origin')).toBe('*')
    expect(script.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(await script.text()).toContain('zauth-verify')
  })
})
