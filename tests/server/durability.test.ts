import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildServer } from '../../tools/buildServer.ts'
import { freePort } from '../../tools/freePort.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { website as site } from '../verifier/website.ts'

const root = join(import.meta.dirname, '../..')
const alice = person(1)
const noFolder = (path: string) =>
  `data: There is no folder ${path}: "zauth init" makes that of a new verifier, and "zauth restore" brings back that of an old one. Is the path right, and the disk mounted?`

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
enrolment = "open"
`,
    )
    expect((await outputOf(zauth('init', '--config', config))).code).toBe(0)
  })
  afterAll(async () => {
    for (const process of running) process.kill('SIGKILL')
    await rm(bundle, { recursive: true })
    await rm(folder, { recursive: true })
  })

  function zauth(...words: string[]): ChildProcess {
    return zauthWith({}, ...words)
  }

  function zauthWith(environment: Record<string, string>, ...words: string[]): ChildProcess {
    const child = spawn(process.execPath, [join(bundle, 'zauth.js'), ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    })
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

  /** All that a command says. */
  async function outputOf(child: ChildProcess): Promise<{ code: number; text: string }> {
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number]
    return { code, text }
  }

  /** What a command complains about; its log is beside it. */
  async function complaintOf(child: ChildProcess): Promise<{ code: number; text: string }> {
    child.stdout?.resume()
    let text = ''
    child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number]
    return { code, text }
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
    expect((await client.challenge(second.offer)).triesLeft).toBe(2)
    expect(await client.authenticate(second.offer, alice.image())).toBe(true)
    const removal = ['reset', '--yes', '--config', config, '--client', site.id, '--user', 'alice']
    expect(await outputOf(zauth(...removal))).toEqual({ code: 1, text: expect.stringContaining('in use') as string })
    expect(await end(child, 'SIGTERM')).toEqual([0, null])

    const removed = await outputOf(zauth(...removal))
    expect(removed).toEqual({
      code: 0,
      text: expect.stringContaining(`Removed device ${client.device}, enrolled 20`) as string,
    })
    expect((await outputOf(zauth(...removal))).text).toBe('This account has no device\n')
    child = await serving()
    expect((await visit(issuer, website, 'alice')).offer.purpose).toBe('enrol')
    await expect(client.challenge(second.offer)).rejects.toMatchObject({ code: 'interaction_unknown' })
    expect(await end(child, 'SIGINT')).toEqual([0, null])
  }, 180_000)

  it('ends with a sentence and an exit code when its settings or its command line are wrong', async () => {
    const broken = join(folder, 'broken.toml')
    await writeFile(broken, 'issuer = "http://verifier.example"\n')
    for (const [words, sentence] of [
      [['serve', '--config', broken], 'issuer: Expected an https address'],
      [['serve'], 'zauth.toml: There is no such file. "zauth init" makes one'],
      [['clients', 'lst'], '(Did you mean list?)'],
      [['serve', '--config', config, '--port', '1'], '--port'],
      [['dance'], 'unknown command'],
      [['clients'], 'Usage: zauth clients'],
    ] as const) {
      const { code, text: complaint } = await outputOf(zauth(...words))
      expect(complaint).toContain(sentence)
      expect(complaint).not.toMatch(/\n {4}at /)
      expect(code).toBe(2)
    }
    const { code, text } = await outputOf(zauth('--help'))
    expect(code).toBe(0)
    expect(text).toContain('Usage: zauth [options] [command]')
    expect(text).not.toContain('WARNING')
  })

  it('says in a sentence why it cannot use its port, its address or its data folder', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, '')
    const taken = createServer().listen(0, 'localhost')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    try {
      for (const [environment, code, sentence] of [
        // It may be free again soon: a unit of systemd tries again.
        [{ ZAUTH_LISTEN_PORT: String(port) }, 1, `listen.port: Port ${port} of localhost is in use by another program`],
        [{ ZAUTH_LISTEN_HOST: '999.1.1.1' }, 2, 'listen.host: 999.1.1.1 is no address of this machine'],
        [{ ZAUTH_DATA: file }, 2, `data: Expected a folder, and ${file} is none`],
        [{ ZAUTH_DATA: join(file, 'data') }, 2, noFolder(join(file, 'data'))],
        [{ ZAUTH_DATA: '/proc/nope/data' }, 2, noFolder('/proc/nope/data')],
        [{ ZAUTH_DATA: '/proc' }, 2, 'data: This user cannot write to the folder /proc'],
      ] as const) {
        expect(await complaintOf(zauthWith(environment, 'serve', '--config', config))).toEqual({
          code,
          text: `${sentence}\n`,
        })
      }
    } finally {
      taken.close()
    }
  })

  it('resets nothing for a website or a data folder that is not there, and makes none', async () => {
    const nowhere = join(folder, 'nowhere')
    const reset = (id: string) => ['reset', '--yes', '--config', config, '--client', id, '--user', 'alice']
    expect(await outputOf(zauth(...reset('nope')))).toEqual({
      code: 2,
      text: `clients: There is no website with the id nope. There are ${site.id}\n`,
    })
    expect(await outputOf(zauthWith({ ZAUTH_DATA: nowhere }, ...reset(site.id)))).toEqual({
      code: 2,
      text: `${noFolder(nowhere)}\n`,
    })
    await expect(stat(nowhere)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('serves without a word on standard error, and names the variables that it does not know in its log', async () => {
    const environment = { ZAUTH_LISTEN_PORT: '', ZAUTH_LSTEN_PORT: '1' }
    const child = zauthWith(environment, 'serve', '--config', config)
    let complaints = ''
    child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
    const log: unknown[] = []
    if (child.stdout === null) throw new Error('No output')
    for await (const line of createInterface({ input: child.stdout })) {
      log.push(JSON.parse(line))
      if (line.includes('"msg":"listening"')) break
    }
    expect(log).toMatchObject([
      { level: 40, ignored: ['ZAUTH_LSTEN_PORT'] },
      { msg: 'listening', url: issuer },
    ])
    expect(await end(child, 'SIGTERM')).toEqual([0, null])
    expect(complaints).toBe('')
  })

  it('comes with an entry that loads nothing before it knows that this Node is new enough', async () => {
    const entry = await readFile(join(bundle, 'zauth.js'), 'utf8')
    expect(entry).not.toMatch(/^(import|export)\b/m)
    expect(entry.indexOf('await import(')).toBeGreaterThan(entry.indexOf('needs Node.js'))
    const pretence = `data:text/javascript,Object.defineProperty(process, 'version', { value: 'v24.9.9' })`
    for (const [node, ...words] of [[process.execPath, '--import', pretence], ...oldNodes().map((path) => [path])]) {
      const child = spawn(node ?? '', [...words, join(bundle, 'zauth.js'), '--help'], {
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      expect(await outputOf(child)).toEqual({
        // It has to be changed first: a service that tries again would gain nothing.
        code: 2,
        text: expect.stringMatching(/^ZAuth needs Node\.js 25 or newer; this is v\d+\.\d+\.\d+\.\n$/) as string,
      })
    }
  })
})

/** Programs named `node` on this machine that are too old, and new enough to know modules. */
function oldNodes(): string[] {
  const paths = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'node'))
  return paths.filter((path) => {
    const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' })
    const major = Number(/^v(\d+)/.exec(stdout)?.[1] ?? 0)
    return major >= 16 && major < 25
  })
}
