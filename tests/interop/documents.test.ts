import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { website } from '../verifier/website.ts'
import { codeIn } from './codeIn.ts'
import { loadSample } from './loadSample.ts'
import { authenticateAt, siteNamed } from './openidSite.ts'
import { openSecureWorld, type SecureWorld } from './secureWorld.ts'

const document = 'docs/integrate/openid.md'

interface OpenidSample {
  begin(user: string, session: object): Promise<URL>
  finish(callback: URL, session: object): Promise<boolean>
}

describe(document, () => {
  let world: SecureWorld
  let sample: OpenidSample

  beforeAll(async () => {
    world = await openSecureWorld([siteNamed(website.id)])
    sample = (await loadSample(await codeIn(document, 'js'), {
      ZAUTH_ISSUER: world.issuer,
      ZAUTH_ID: website.id,
      ZAUTH_SECRET: website.secret,
      ZAUTH_REDIRECT: website.redirectUri,
    })) as OpenidSample
  })
  afterAll(() => world.close())

  it('has code that signs a person in as it stands', async () => {
    const session = {}
    const url = await sample.begin('alice', session)
    const callback = await (await authenticateAt(world.issuer, url)).finish()
    expect(await sample.finish(callback, session)).toBe(true)
  })

  it('has code that lets nobody in with the answer for another session', async () => {
    const [own, stolen] = [{}, {}]
    await sample.begin('mallory', own)
    const callback = await (await authenticateAt(world.issuer, await sample.begin('bob', stolen))).finish()
    await expect(sample.finish(callback, own)).rejects.toThrow()
  })

  it('has no more lines of code to paste than ten and what imports and exports them', async () => {
    const lines = (await codeIn(document, 'js')).split('\n').filter((line) => line.trim() !== '')
    const code = lines.filter((line) => !/^(import|export|\}|const \{.*process\.env)/.test(line))
    expect(code.length).toBeLessThanOrEqual(10)
  })
})
