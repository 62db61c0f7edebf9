import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkConfig, type VerifierConfig } from '../../server/config/config.ts'
import { checkAudit } from '../../server/doctor/checkAudit.ts'
import { checkExtension } from '../../server/doctor/checkExtension.ts'
import { checkIssuer } from '../../server/doctor/checkIssuer.ts'
import { checkMatch } from '../../server/doctor/checkMatch.ts'
import { examine } from '../../server/doctor/examine.ts'
import { freePort } from '../../tools/freePort.ts'
import { openWorld, type World } from '../verifier/world.ts'
import { trouble, verdicts } from './readFindings.ts'

describe('`zauth doctor`', () => {
  let world: World
  let config: VerifierConfig
  let folder: string
  let settings: string

  beforeAll(async () => {
    world = await openWorld()
    config = checkConfig(world.config)
    folder = await mkdtemp(join(tmpdir(), 'zauth-doctor-'))
    settings = join(folder, 'zauth.toml')
    const { listen, clients = [] } = world.config
    const lines = Object.entries(clients[0] ?? {}).map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
    await writeFile(
      settings,
      `issuer = "${world.issuer}"\ndata = "${config.data}"\nextensionUrl = "${world.issuer}/.well-known/zauth"\n` +
        `[listen]\nhost = "localhost"\nport = ${listen?.port}\n[[clients]]\n${lines.join('\n')}\n`,
      { mode: 0o600 },
    )
  })
  afterAll(async () => {
    await world.close()
    await rm(folder, { recursive: true })
  })

  it('finds nothing wrong with a verifier that runs', async () => {
    const findings = await examine(settings, {})
    expect(findings.filter(({ verdict }) => verdict === 'wrong')).toEqual([])
    expect(verdicts(findings)).toMatchObject({ issuer: 'ok', match: 'ok', keys: 'ok', websites: 'ok', clock: 'ok' })
    expect(verdicts(findings)).toMatchObject({ records: 'ok', 'audit log': 'ok' })
  })

  it('says of one that is stopped that it is, which is a fault where it has to run', async () => {
    const own = join(folder, 'stopped.toml')
    const text = await readFile(settings, 'utf8')
    await writeFile(own, text.replace(/^extensionUrl.*\n/m, ''), { mode: 0o600 })
    await world.whileStopped(async () => {
      const findings = await examine(own, {})
      expect(findings.filter(({ verdict }) => verdict === 'wrong')).toEqual([])
      expect(await trouble(Promise.resolve(findings), 'verifier')).toMatch(
        /^cannot tell: It is not running: nobody listens at localhost, port \d+\. .*zauth doctor --running/,
      )
      expect(await trouble(checkIssuer(config, Date.now(), true), 'verifier')).toMatch(/^wrong: It is not running/)
    })
    expect(verdicts(await examine(own, {}, { running: true }))).toMatchObject({ issuer: 'ok' })
  })

  it('looks at each line of the audit log, and names the first that was changed', async () => {
    const file = join(config.data, 'audit.jsonl')
    const text = await readFile(file, 'utf8')
    expect(await trouble(checkAudit(config), 'audit log')).toMatch(/^ok: \d+ lines, each as it was written/)
    await writeFile(file, text.replace('"verifier started"', '"verifier stopped"'))
    expect(await trouble(checkAudit(config), 'audit log')).toMatch(
      /^wrong: Line \d+ was changed, .*audit verify --expect/,
    )
    await writeFile(file, text)
  })

  it('says when the extension is not where people are sent', async () => {
    expect(await trouble(checkExtension(config), 'extension')).toContain('cannot tell: extensionUrl is not set')
    const extensionUrl = `${world.issuer}/nothing/here`
    expect(await trouble(checkExtension({ ...config, extensionUrl }), 'extension')).toContain('status 404')
    const nobody = `http://localhost:${await freePort()}/`
    expect(await trouble(checkExtension({ ...config, extensionUrl: nobody }), 'extension')).toContain('does not answer')
  })

  describe('looks at the issuer as browsers see it', () => {
    /** Something else that answers at the issuer's address. */
    async function behind(
      answer: (issuer: string) => { headers?: Record<string, string>; body?: object; date?: Date },
    ) {
      const server: Server = createServer((_request, response) => {
        const { headers = {}, body, date } = answer(issuer)
        if (date) response.setHeader('date', date.toUTCString())
        response.writeHead(200, { 'content-type': 'application/json', ...headers })
        response.end(JSON.stringify(body ?? { issuer }))
      }).listen(0, 'localhost')
      await once(server, 'listening')
      const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
      try {
        return await checkIssuer({ ...config, issuer }, Date.now())
      } finally {
        server.close()
      }
    }
    const kept = { 'x-content-type-options': 'nosniff', 'content-security-policy': 'x' }

    it('and says that nobody or somebody else answers', async () => {
      const silent = checkIssuer({ ...config, issuer: `http://localhost:${await freePort()}` }, Date.now())
      expect(await trouble(silent, 'issuer')).toMatch(/wrong: .*does not answer from here \(ECONNREFUSED\)/)
      expect(
        await trouble(
          behind(() => ({ body: { hello: 1 } })),
          'issuer',
        ),
      ).toContain('answered by something else')
    })

    it('and says when a proxy loses headers, or the clocks differ', async () => {
      expect(
        await trouble(
          behind(() => ({ headers: kept })),
          'proxy',
        ),
      ).toContain('ok: ')
      expect(
        await trouble(
          behind(() => ({})),
          'proxy',
        ),
      ).toContain('lost: x-content-type-options, content-security')
      const late = behind(() => ({ headers: kept, date: new Date(Date.now() - 600_000) }))
      expect(await trouble(late, 'clock')).toMatch(/wrong: It differs .* by (59|60)\d seconds/)
    })

    it('and says when its certificate is none that browsers take', async () => {
      const server = createTlsServer({}, () => undefined).listen(0, 'localhost')
      await once(server, 'listening')
      const issuer = `https://localhost:${(server.address() as AddressInfo).port}`
      expect(await trouble(checkIssuer({ ...config, issuer }, Date.now()), 'issuer')).toContain('wrong: ')
      server.close()
    })
  })

  it('computes a match, and finds that it gives the known answers', async () => {
    expect(verdicts(await checkMatch())).toEqual({ match: 'ok' })
  })
})
