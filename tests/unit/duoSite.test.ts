import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSite, type Site } from '../../examples/duo/site.ts'

describe('the example website with Duo’s client', () => {
  let site: Site
  beforeAll(async () => {
    // Nobody listens on port 1: the website must stand without its verifier.
    const credentials = { clientId: 'D'.repeat(20), clientSecret: 's'.repeat(40) }
    site = await startSite({ apiHost: 'localhost:1', ...credentials, port: 0, users: { ada: 'right' } })
  })
  afterAll(() => site.close())

  const signIn = (form: Record<string, string>, origin = site.url): Promise<Response> =>
    fetch(`${site.url}/sign-in`, { method: 'POST', headers: { origin }, body: new URLSearchParams(form) })

  test.each([
    ['a wrong password', { user: 'ada', password: 'wrong' }],
    ['an unknown name', { user: 'eve', password: 'right' }],
    ['a name that every object has', { user: 'constructor', password: '' }],
    ['nothing', {}],
  ])('refuses %s with the same sentence', async (_what, form) => {
    const response = await signIn(form)
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('Wrong name or password.')
  })

  test('signs nobody in by the password alone when the verifier cannot be reached', async () => {
    const response = await signIn({ user: 'ada', password: 'right' })
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('The second factor could not be asked for')
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  test('takes no form from another website, and no answer when nobody has begun to sign in', async () => {
    const form = await signIn({ user: 'ada', password: 'right' }, 'https://evil.example')
    expect(await form.text()).toContain('The form came from another website.')
    const answer = await fetch(`${site.url}/duo-callback?duo_code=code&state=state`)
    expect(await answer.text()).toContain('does not belong to your sign-in')
  })
})

test.each([
  [{ SITE_PORT: 'abc' }, 'SITE_PORT is "abc", which is no port'],
  [{ SITE_CLIENT_ID: 'short' }, 'SITE_CLIENT_ID does not have 20 characters'],
  [{ SITE_CLIENT_ID: 'D'.repeat(20), SITE_CLIENT_SECRET: 'short' }, 'SITE_CLIENT_SECRET does not have 40 characters'],
])(
  'the example website with Duo’s client says in one sentence what is wrong with its settings',
  (settings, sentence) => {
    const file = join(import.meta.dirname, '..', '..', 'examples', 'duo', 'site.ts')
    const ended = spawnSync(process.execPath, [file], { env: { ...process.env, ...settings }, encoding: 'utf8' })
    expect(ended.stderr).toBe(`The example site did not start: ${sentence}\n`)
    expect(ended.status).toBe(1)
  },
)
