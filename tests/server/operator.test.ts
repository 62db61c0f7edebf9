import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConfigError } from '../../server/config/configError.ts'
import { readinessOf, type Readiness } from '../../server/metrics/readinessOf.ts'
import { serveOperator } from '../../server/serveOperator.ts'
import { serve } from '../../server/serve.ts'
import { openVerifier } from '../../server/verifier.ts'
import { freePort } from '../../tools/freePort.ts'
import { openWorld, type World } from '../verifier/world.ts'

const silent = { write: () => undefined }
let world: World
let port: number
let operator: string

beforeAll(async () => {
  port = await freePort()
  operator = `http://localhost:${port}`
  world = await openWorld({ operator: { host: 'localhost', port } })
})
afterAll(() => world.close())

const statusOf = async (url: string) => (await fetch(url)).status

describe('the operator’s address', () => {
  it('says that the process lives, and that it is ready', async () => {
    expect(await (await fetch(`${operator}/healthz`)).json()).toEqual({ alive: true })
    const ready = await fetch(`${operator}/readyz`)
    expect(ready.status).toBe(200)
    expect(await ready.json()).toEqual({ ready: true, reasons: [] })
    expect(ready.headers.get('cache-control')).toBe('no-store')
  })

  it('is the only place where that is told: the public hears of nothing there', async () => {
    for (const path of ['/metrics', '/readyz', '/admin']) expect(await statusOf(world.issuer + path), path).toBe(404)
    for (const path of ['/.well-known/zauth', '/api/challenges', '/auth'])
      expect(await statusOf(operator + path), path).toBe(404)
  })

  it('is nowhere unless it is set, and a mistake in it is told by its name', async () => {
    const config = { ...world.config, operator: undefined }
    await expect(serve({ ...config, operator: { host: 'localhost', port: 0 } })).rejects.toThrow(
      'operator.port: Expected a whole number from 1 to 65535',
    )
    await world.whileStopped(async () => {
      const serving = await serve(config, { threads: 1, logTo: silent })
      await expect(fetch(`${operator}/healthz`)).rejects.toThrow('fetch failed')
      await serving.close()
    })
  })

  it('in use by another program ends the start with a sentence, and leaves nothing running', async () => {
    const data = await mkdtemp(join(tmpdir(), 'zauth-'))
    const settings = { ...world.config, data, listen: { port: await freePort() } }
    try {
      // Twice, which it could not if the first had left its folder locked.
      for (let i = 0; i < 2; i++) {
        const taken = serve(settings, { threads: 1, logTo: silent })
        await expect(taken).rejects.toThrow(ConfigError)
        await expect(taken).rejects.toThrow(`operator.port: Port ${port} of localhost is in use by another program`)
      }
    } finally {
      await rm(data, { recursive: true })
    }
  })
})

describe('a verifier', () => {
  it('that is told to end is ready no more, and says why', async () => {
    await world.whileStopped(async () => {
      const verifier = await openVerifier(world.config, { threads: 1, logTo: silent })
      const end = await serveOperator(verifier.operator.app, { host: 'localhost', port })
      expect(await statusOf(`${operator}/readyz`)).toBe(200)
      await verifier.close()
      const answer = await fetch(`${operator}/readyz`)
      expect(answer.status).toBe(503)
      const { reasons } = (await answer.json()) as Readiness
      expect(reasons).toContainEqual({ check: 'draining', reason: 'The verifier has been told to end' })
      expect(await statusOf(`${operator}/healthz`)).toBe(200)
      await end()
    })
  })

  it('whose store, threads, keys or disk fail is not ready, and names each without a secret', async () => {
    const lines: string[] = []
    const broken = {
      config: { ...world.config, data: '/nowhere/at/all' },
      store: { accounts: { find: () => Promise.reject(new Error('postgres://zauth:a-secret@db')) } },
      matcher: { load: () => ({ threads: 0 }) },
      keys: { idTokenKeys: () => [] },
      log: { error: (_fields: unknown, line: string) => lines.push(line) },
      now: Date.now,
    } as unknown as Parameters<typeof readinessOf>[0]
    const readiness = await readinessOf(broken, true)
    expect(readiness.ready).toBe(false)
    expect(readiness.reasons).toEqual([
      { check: 'draining', reason: 'The verifier has been told to end' },
      { check: 'store', reason: 'The store does not answer' },
      { check: 'threads', reason: 'No match thread is there' },
      { check: 'keys', reason: 'No signing key is loaded' },
      { check: 'disk', reason: 'The check itself failed; the log says why' },
    ])
    expect(lines).toHaveLength(2)
  })

  it('whose store hangs is found out in time', async () => {
    const hanging = {
      config: world.config,
      store: { accounts: { find: () => new Promise(() => undefined) } },
      matcher: { load: () => ({ threads: 1 }) },
      keys: { idTokenKeys: () => ['one'] },
      log: { error: () => undefined },
      now: Date.now,
    } as unknown as Parameters<typeof readinessOf>[0]
    const { reasons } = await readinessOf(hanging, false)
    expect(reasons).toEqual([{ check: 'store', reason: 'The store does not answer' }])
  })
})
