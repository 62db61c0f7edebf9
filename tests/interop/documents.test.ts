import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { website } from '../verifier/website.ts'
import { authenticateAt, siteNamed } from './openidSite.ts'
import { openSecureWorld, type SecureWorld } from './secureWorld.ts'

const root = join(import.meta.dirname, '../..')

/** The code of a document in one language, as somebody would paste it. */
async function codeIn(document: string, language: string): Promise<string> {
  const text = await readFile(join(root, document), 'utf8')
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))]
    .map(([, code = '']) => code)
    .join('\n')
}

interface OpenidSample {
  begin(user: string, session: object): Promise<URL>
  finish(callback: URL, session: object): Promise<boolean>
}

describe('docs/integrate/openid.md', () => {
  let world: SecureWorld
  let folder: string
  let sample: OpenidSample

  beforeAll(async () => {
    world = await openSecureWorld([siteNamed(website.id)])
    // Inside the project, so that the code finds its packages.
    await mkdir(join(root, 'test-results'), { recursive: true })
    folder = await mkdtemp(join(root, 'test-results/documents-'))
    const file = join(folder, 'openid.mjs')
    await writeFile(file, await codeIn('docs/integrate/openid.md', 'js'))
    Object.assign(process.env, {
      ZAUTH_ISSUER: world.issuer,
      ZAUTH_ID: website.id,
      ZAUTH_SECRET: website.secret,
      ZAUTH_REDIRECT: website.redirectUri,
    })
    sample = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as OpenidSample
  })
  afterAll(async () => {
    await world.close()
    await rm(folder, { recursive: true })
  })

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
    const lines = (await codeIn('docs/integrate/openid.md', 'js')).split('\n').filter((line) => line.trim() !== '')
    const code = lines.filter((line) => !/^(import|export|\}|const \{.*process\.env)/.test(line))
    expect(code.length).toBeLessThanOrEqual(10)
  })
})
