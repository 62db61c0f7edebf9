import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildServer } from '../../tools/buildServer.ts'
import { freePort } from '../../tools/freePort.ts'
import { website } from '../verifier/website.ts'

const root = join(import.meta.dirname, '../..')

/** How a process ended: its exit code, or the signal that ended it. */
export type End = readonly [code: number | null, signal: NodeJS.Signals | null]

/** `zauth serve`, as it is shipped, in a process of its own that can be killed and begun anew over the same data. */
export interface ShippedVerifier {
  readonly issuer: string
  readonly port: number
  /** Its data folder. */
  readonly data: string
  /** The settings that it runs by. */
  readonly config: string
  /** How often it was begun. */
  readonly starts: number
  /** Its process. Throws while there is none. */
  readonly process: ChildProcess
  /** The lines of its log, of all its processes. */
  readonly log: readonly string[]
  /** Begins it, and resolves when it listens. */
  start(): Promise<void>
  end(signal: NodeJS.Signals): Promise<End>
  /** Runs another command, with the environment of this process and `environment` on top; what it says, and its exit code. */
  run(
    environment: Record<string, string>,
    ...words: string[]
  ): Promise<{ readonly code: number; readonly text: string }>
  /** Ends it, and removes everything. */
  close(): Promise<void>
}

interface Options {
  /** Where its data shall be; a folder of its own by default. */
  readonly data?: string
  /** Settings as TOML, before the first table. */
  readonly settings?: string
  /** The settings `limits`, as TOML. */
  readonly limits?: string
}

/** Builds it, and writes its settings: one website that lets everybody enrol, heads that do not move. It does not run yet. */
export async function createShippedVerifier({
  data: given,
  settings = '',
  limits = '',
}: Options = {}): Promise<ShippedVerifier> {
  // Inside the project, so that the bundle finds its packages.
  await mkdir(join(root, 'test-results'), { recursive: true })
  const bundle = await mkdtemp(join(root, 'test-results/server-'))
  await buildServer(bundle)
  const folder = await mkdtemp(join(tmpdir(), 'zauth-faults-'))
  const data = given ?? join(folder, 'data')
  const port = await freePort()
  const issuer = `http://localhost:${port}`
  const config = join(folder, 'zauth.toml')
  await writeFile(
    config,
    `issuer = "${issuer}"
data = "${data}"
liveness = "off"
${settings}
[listen]
host = "localhost"
port = ${port}
[limits]
${limits}
[[clients]]
id = "${website.id}"
secret = "${website.secret}"
name = "Example"
redirectUris = ["${website.redirectUri}"]
enrolment = "open"
`,
  )

  const log: string[] = []
  let running: ChildProcess | null = null
  let starts = 0
  const zauth = (words: readonly string[], environment: Record<string, string> = {}) =>
    spawn(process.execPath, [join(bundle, 'zauth.js'), ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    })
  async function end(signal: NodeJS.Signals): Promise<End> {
    if (running === null) throw new TypeError('It does not run')
    const child = running
    running = null
    const exited = once(child, 'exit')
    child.kill(signal)
    const [code, by] = (await exited) as [number | null, NodeJS.Signals | null]
    return [code, by]
  }

  return {
    issuer,
    port,
    data,
    config,
    log,
    get starts() {
      return starts
    },
    get process() {
      if (running === null) throw new TypeError('It does not run')
      return running
    },
    async start() {
      if (!existsSync(join(data, 'keys.json')))
        execFileSync(process.execPath, [join(bundle, 'zauth.js'), 'init', '--config', config])
      const child = zauth(['serve', '--config', config])
      running = child
      let complaints = ''
      child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
      await new Promise<void>((resolve, reject) => {
        createInterface({ input: child.stdout }).on('line', (line) => {
          log.push(line)
          if (line.includes('"msg":"listening"')) resolve()
        })
        child.once('exit', () => {
          reject(new Error(`It ended before it listened: ${complaints}`))
        })
      })
      starts += 1
    },
    end,
    async run(environment, ...words) {
      const child = zauth(words, environment)
      let text = ''
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      const [code] = (await once(child, 'close')) as [number]
      return { code, text }
    },
    async close() {
      if (running !== null) await end('SIGKILL')
      await rm(bundle, { recursive: true, force: true })
      await rm(folder, { recursive: true, force: true })
    },
  }
}
