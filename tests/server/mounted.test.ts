import Koa from 'koa'
import mount from 'koa-mount'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { VerifierConfigInput } from '../../server/config.ts'
import { createVerifier } from '../../server/verifier.ts'
import { freePort } from '../../tools/freePort.ts'
import { openBrowser } from './browser.ts'
import { fetchMetadata } from './client.ts'
import { createRelyingParty } from './relyingParty.ts'
import { visit } from './visit.ts'
import { website as site } from './website.ts'

describe('a verifier under a path of another program', () => {
  let config: VerifierConfigInput
  let port: number
  const clients = [
    { id: site.id, secret: site.secret, name: site.name, redirectUris: [site.redirectUri], enrolment: 'open' as const },
  ]

  beforeEach(async () => {
    port = await freePort()
    const data = await mkdtemp(join(tmpdir(), 'zauth-mounted-'))
    config = { issuer: `http://localhost:${port}/second/factor`, data, clients }
  })
  afterEach(() => rm(config.data, { recursive: true }))

  async function expectSignIn(): Promise<void> {
    expect(await fetchMetadata(config.issuer)).toMatchObject({ issuer: config.issuer })
    const website = await createRelyingParty(config.issuer)
    const attempt = await visit(config.issuer, website, 'alice')
    expect(attempt.offer.issuer).toBe(config.issuer)
    expect(attempt.page.startsWith(`${config.issuer}/interaction/`)).toBe(true)
    const callback = await attempt.browser.follow(await attempt.browser.post(`${attempt.page}/cancel`), config.issuer)
    expect((callback as URL).searchParams.get('error')).toBe('access_denied')
    expect((await openBrowser().get(`${config.issuer}/nothing`)).status).toBe(404)
  }

  it('works in a Koa application', async () => {
    const verifier = await createVerifier(config, { threads: 1, logTo: { write: () => undefined } })
    const host = new Koa()
    host.use(mount('/second/factor', verifier.app))
    const server = host.listen(port, 'localhost')
    await once(server, 'listening')
    try {
      await expectSignIn()
    } finally {
      server.close()
      await verifier.close()
    }
  })

  it('works in a plain Node server that hands over the whole address', async () => {
    const verifier = await createVerifier(config, { threads: 1, logTo: { write: () => undefined } })
    const handle = verifier.app.callback()
    const server = createServer((request, response) => {
      if (request.url?.startsWith('/second/factor/') === true) void handle(request, response)
      else response.writeHead(404).end()
    })
    server.listen(port, 'localhost')
    await once(server, 'listening')
    try {
      await expectSignIn()
      expect((await fetch(`http://localhost:${port}/elsewhere`)).status).toBe(404)
    } finally {
      server.close()
      await verifier.close()
    }
  })

  it('trusts its own configuration for its address, whatever a proxy or a stranger claims', async () => {
    const verifier = await createVerifier(
      { ...config, issuer: `http://localhost:${port}` },
      { threads: 1, logTo: { write: () => undefined } },
    )
    const server = createServer((request, response) => void verifier.app.callback()(request, response))
    server.listen(port, 'localhost')
    await once(server, 'listening')
    try {
      const forged = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
      const discovered = await fetch(`http://localhost:${port}/.well-known/openid-configuration`, { headers: forged })
      expect(await discovered.text()).not.toContain('evil.example')
    } finally {
      server.close()
      await verifier.close()
    }
  })
})
