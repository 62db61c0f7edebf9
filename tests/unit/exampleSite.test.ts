import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSite, type Site } from '../../examples/site/site.ts'

describe('the example website', () => {
  let site: Site
  beforeAll(async () => {
    // Nobody listens on port 1: the website must stand without its verifier.
    const issuer = 'http://localhost:1'
    site = await startSite({ issuer, clientId: 'site', clientSecret: 'secret', port: 0, users: { ada: 'right' } })
  })
  afterAll(() => site.close())

  const signIn = (form: Record<string, string>, origin = site.url): Promise<Response> =>
    fetch(`${site.url}/sign-in`, { method: 'POST', headers: { origin }, body: new URLSearchParams(form) })

  test('gives each page a title of its own', async () => {
    const titles = await Promise.all(
      [site.url, `${site.url}/nowhere`].map(
        async (url) => /<title>(.*)<\/title>/.exec(await (await fetch(url)).text())?.[1],
      ),
    )
    expect(titles).toEqual(['Sign in · Harbour Books', 'Not signed in · Harbour Books'])
  })

  test('asks for name and password', async () => {
    const response = await fetch(site.url)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await response.text()).toContain('First your password, then your face.')
  })

  test.each([
    ['a wrong password', { user: 'ada', password: 'wrong' }],
    ['an unknown name', { user: 'eve', password: 'right' }],
    ['nothing', {}],
  ])('refuses %s with the same sentence, and asks no verifier', async (_what, form) => {
    const response = await signIn(form)
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('Wrong name or password.')
  })

  test('takes no form from another website', async () => {
    const response = await signIn({ user: 'ada', password: 'right' }, 'https://evil.example')
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('The form came from another website.')
  })

  test('signs nobody in by the password alone when the verifier cannot be reached', async () => {
    const response = await signIn({ user: 'ada', password: 'right' })
    expect(response.status).toBe(502)
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  test('reads no endless form', async () => {
    expect((await signIn({ user: 'ada', password: 'x'.repeat(5000) })).status).toBe(413)
  })

  test('takes no answer from a verifier when nobody has begun to sign in', async () => {
    const response = await fetch(`${site.url}/callback?code=abc&state=def`)
    expect(response.status).toBe(400)
    expect(response.headers.get('set-cookie')).toBeNull()
  })
})

test.each([
  [{ SITE_PORT: 'abc', SITE_CLIENT_SECRET: 'secret' }, 'SITE_PORT is "abc", which is no port'],
  [{ SITE_CLIENT_SECRET: '' }, 'SITE_CLIENT_SECRET is missing; the verifier knows the website by it'],
])('the example website says in one sentence what is wrong with its settings', (settings, sentence) => {
  const file = join(import.meta.dirname, '..', '..', 'examples', 'site', 'site.ts')
  const ended = spawnSync(process.execPath, [file], { env: { ...process.env, ...settings }, encoding: 'utf8' })
  expect(ended.stderr).toBe(`The example site did not start: ${sentence}\n`)
  expect(ended.status).toBe(1)
})
