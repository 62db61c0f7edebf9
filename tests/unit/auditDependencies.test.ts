import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { auditDependencies } from '../../tools/auditDependencies.ts'

/** What a registry says of packages that it knows something about (npm's bulk advisories). */
const advisory = (severity: string) => ({
  koa: [
    {
      // npm remembers what it was told of one.
      id: randomInt(1e9),
      url: 'https://advisories.example/',
      title: 'Koa hands out the keys',
      severity,
      vulnerable_versions: '*',
      cwe: [],
      cvss: { score: 9, vectorString: null },
    },
  ],
})

describe('the audit of dependencies', () => {
  let registry: Server | null = null

  afterEach(async () => {
    registry?.closeAllConnections()
    registry?.close()
    if (registry?.listening) await once(registry, 'close')
  })

  async function registryThat(answers: object | null): Promise<string> {
    registry = createServer((request, response) => {
      request.resume()
      if (answers === null || request.method !== 'POST') response.writeHead(405).end()
      else response.setHeader('content-type', 'application/json').end(JSON.stringify(answers))
    }).listen(0, '127.0.0.1')
    await once(registry, 'listening')
    return `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`
  }

  it('fails when the registry knows something bad about what the verifier runs with, and names it', async () => {
    const [advisories] = await auditDependencies(await registryThat(advisory('critical')))
    expect(advisories).toMatchObject({ isFine: false, sentence: expect.stringContaining('koa') as string })
  })

  it('passes when what it knows is of little weight', async () => {
    const [little] = await auditDependencies(await registryThat(advisory('low')))
    expect(little).toMatchObject({ isFine: true })
  })

  it('is neither when the registry has nothing to ask, and says so', async () => {
    expect(await auditDependencies(await registryThat(null))).toMatchObject([
      { isFine: null, sentence: expect.stringContaining('not audited') as string },
      { isFine: null, sentence: expect.stringContaining('no signatures') as string },
    ])
  })
})
