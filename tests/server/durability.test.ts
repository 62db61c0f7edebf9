import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildServer } from '../../tools/buildServer.ts'
import { freePort } from '../../tools/freePort.ts'
import { Client } from './client.ts'
import { person } from './people.ts'
import { createRelyingParty } from './relyingParty.ts'
import { visit } from './visit.ts'
import { website as site } from './website.ts'

const root = join(import.meta.dirname, '../..')
const alice = person(1)

describe('`zauth serve`, as it is shipped,', () => {
  let bundle: string
  let folder: string
  let config: string
  let issuer: string
  const running = new Set<ChildProcess>()

  beforeAll(async () => {
    // Inside the project, so that the bundle finds its packages.
    await mkdir(join(root, 'test-results'), { recursive: true })
    bundle = await mkdtemp(join(root, 'test-results/server-'))
    await buildServer(bundle)
    folder = await mkdtemp(join(tmpdir(), 'zauth-serve-'))
    const port = await freePort()
    issuer = `http://localhost:${port}`
    config = join(folder, 'zauth.toml')
    await writeFile(
      config,
      `issuer = "${issuer}"
data = "${join(folder, 'data')}"
[listen]
host = "localhost"
port = ${port}
[[clients]]
id = "${site.id}"
secret = "${site.secret}"
name = "Example"
redirectUris = ["${site.redirectUri}"]
mayEnrol = true
`,
    )
  })
  afterAll(async () => {
    for (const process of running) process.kill('SIGKILL')
    await rm(bundle, { recursive: true })
    await rm(folder, { recursive: true })
  })

  function zauth(...words: string[]): ChildProcess {
    const child = spawn(process.execPath, [join(bundle, 'zauth.js'), ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
    running.add(child)
    child.once('exit', () => running.delete(child))
    return child
  }

  async function serving(): Promise<ChildProcess> {
    const child = zauth('serve', '--config', config)
    if (child.stdout === null) throw new Error('No output')
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.includes('"msg":"listening"')) {
        child.stdout.resume()
        return child
      }
    }
    throw new Error('It ended before it listened')
  }

  async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<[number | null, NodeJS.Signals | null]> {
    const exited = once(child, 'exit')
    child.kill(signal)
    const [code, by] = (await exited) as [number | null, NodeJS.Signals | null]
    return [code, by]
  }

  /** What a command says, but for oidc-provider's remark on the Node it runs on. */
  async function outputOf(child: ChildProcess): Promise<{ code: number; text: string }> {
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number]
    return { code, text: text.replace(/^oidc-provider WARNING.*\n/gm, '') }
  }

  it('loses neither an enrolment nor a sign-in that it confirmed when it is killed, and forgets a device when it is told', async () => {
    const client = await Client.create({ issuer, now: Date.now })
    let child = await serving()
    const website = await createRelyingParty(issuer)
    const first = await visit(issuer, website, 'alice')
    await client.enrol(first.offer, alice)
    await end(child, 'SIGKILL')

    child = await serving()
    expect(await first.status()).toBe('enrolled')
    expect(await client.authenticate(first.offer, alice.image())).toBe(true)
    await end(child, 'SIGKILL')

    child = await serving()
    expect(await first.signIn.complete(await first.finish())).toMatchObject({ sub: 'alice', amr: ['face', 'mfa'] })
    const second = await visit(issuer, website, 'alice')
    expect(second.offer.purpose).toBe('verify')
    expect((await client.tryProbe(second.offer, client.probeOf(person(2).image()))).token).toBeNull()
    await end(child, 'SIGKILL')

    child = await serving()
    expect((await client.challenge(second.offer)).triesLeft).toBe(4)
    expect(await client.authenticate(second.offer, alice.image())).toBe(true)
    const removal = ['reset', '--config', config, '--client', site.id, '--user', 'alice']
    expect(await outputOf(zauth(...removal))).toEqual({ code: 2, text: expect.stringContaining('in use') as string })
    expect(await end(child, 'SIGTERM')).toEqual([0, null])

    const removed = await outputOf(zauth(...removal))
    expect(removed).toEqual({
      code: 0,
      text: expect.stringContaining(`Removed device ${client.device}, enrolled 20`) as string,
    })
    expect((await outputOf(zauth(...removal))).text).toBe('This account has no device\n')
    child = await serving()
    expect((await visit(issuer, website, 'alice')).offer.purpose).toBe('enrol')
    await expect(client.challenge(second.offer)).rejects.toMatchObject({ code: 'interaction_over' })
    expect(await end(child, 'SIGINT')).toEqual([0, null])
  }, 180_000)

  it('ends with a sentence and an exit code when its settings or its command line are wrong', async () => {
    const broken = join(folder, 'broken.toml')
    await writeFile(broken, 'issuer = "http://verifier.example"\n')
    for (const [words, sentence] of [
      [['serve', '--config', broken], 'issuer: Expected an https address'],
      [['serve'], 'Expected --config FILE'],
      [['serve', '--port', '1'], '--port'],
      [['dance'], 'Expected the command: serve or reset'],
    ] as const) {
      const { code, text: complaint } = await outputOf(zauth(...words))
      expect(complaint).toContain(sentence)
      expect(complaint).not.toMatch(/\n {4}at /)
      expect(code).toBe(2)
    }
    const { code, text } = await outputOf(zauth('--help'))
    expect(code).toBe(0)
    expect(text).toContain('Usage: zauth serve --config FILE')
  })
})
