import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mountSmallDisk } from './fullDisk.ts'
import { createShippedVerifier, type ShippedVerifier } from './shippedVerifier.ts'

/** (A port that is taken, an address that is none, a folder that is a file or cannot be made: tests/server/durability.test.ts.) */
describe('`zauth serve`, when it cannot begin,', () => {
  let verifier: ShippedVerifier
  let folder: string

  beforeAll(async () => {
    verifier = await createShippedVerifier()
    folder = await mkdtemp(join(tmpdir(), 'zauth-errors-'))
  })
  afterAll(async () => {
    await verifier.close()
    await rm(folder, { recursive: true })
  })

  const serve = (environment: Record<string, string>, config = verifier.config) =>
    verifier.run(environment, 'serve', '--config', config)
  const inASentence = (text: RegExp, code = 2) => ({ code, text: expect.stringMatching(text) as unknown })

  it('says in one sentence which file of settings is missing, or is none', async () => {
    const missing = join(folder, 'nowhere.toml')
    expect(await serve({}, missing)).toEqual(inASentence(/^[^\n]*nowhere\.toml[^\n]*\n$/))
    expect(await serve({}, folder)).toEqual(inASentence(new RegExp(`^[^\\n]*${folder}[^\\n]*\\n$`)))
  })

  it('says in one sentence that the database cannot be reached, and neither its user nor its password, and that it may be tried again', async () => {
    const free = createServer().listen(0, '127.0.0.1')
    await once(free, 'listening')
    const { port } = free.address() as AddressInfo
    free.close()
    await once(free, 'close')
    const unreachable = {
      ZAUTH_DATA: join(folder, 'unused'),
      ZAUTH_DATABASE: `postgresql://ada:secret-word@127.0.0.1:${port}/zauth`,
    }
    const { code, text } = await serve(unreachable)
    expect({ code, text }).toEqual(inASentence(/^database: [^\n]*cannot be reached[^\n]*\n$/, 1))
    expect(text).not.toMatch(/secret-word|ada/)
  })

  it('says in one sentence which network of a proxy is none, that of everybody included', async () => {
    for (const proxies of ['["10.0.0.0/8", "proxy.example"]', '["0.0.0.0/0"]', '["10.0.0.0/33"]']) {
      const config = join(folder, 'proxies.toml')
      await writeFile(
        config,
        `issuer = "http://localhost:4000"\ndata = "${join(folder, 'unused')}"\nproxies = ${proxies}\n`,
      )
      expect(await serve({}, config)).toEqual(
        inASentence(/proxies\.\d: Expected an address, or a network such as 10\.0\.0\.0\/8\n$/),
      )
    }
  })

  it('says in one sentence which file of its records is damaged, and passes nothing over', async () => {
    const data = join(folder, 'damaged')
    await mkdir(join(data, 'records'), { recursive: true, mode: 0o700 })
    await writeFile(join(data, 'keys.json'), '{}', { mode: 0o600 })
    const file = join(data, 'records', 'accounts.db')
    await appendFile(file, '{"_id":"one","id":"one"}\n{"_id":"two","id\n{"_id":"three","id":"three"}\n', {
      mode: 0o600,
    })
    const { code, text } = await serve({ ZAUTH_DATA: data })
    expect({ code, text }).toEqual(inASentence(/^data: [^\n]*accounts\.db is damaged[^\n]*\n$/))
  })

  it('says in one sentence that its disk is full', async (context) => {
    const disk = mountSmallDisk(1)
    if (typeof disk === 'string') return context.skip(disk)
    try {
      await disk.fill()
      const { code, text } = await serve({ ZAUTH_DATA: disk.folder })
      expect(text).toMatch(/^data: [^\n]*(?:ENOSPC|full)[^\n]*\n$/)
      expect(code).toBe(1)
    } finally {
      disk.remove()
    }
  })
})
