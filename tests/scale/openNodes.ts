import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { stringify } from 'smol-toml'
import { buildServer } from '../../tools/buildServer.ts'
import { freePort } from '../../tools/freePort.ts'
import { website } from '../verifier/website.ts'
import { freshDatabase } from '../store/freshDatabase.ts'
import { openBalancer, type Balancer } from './openBalancer.ts'

/** Inside the project, so that the bundle finds its packages. */
const bundles = join(import.meta.dirname, '../../test-results')

/** A verifier in a process of its own. */
export interface Node {
  /** Where it listens itself, for what is meant for this one. */
  readonly url: string
  readonly log: readonly string[]
  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void>
}

/** Verifiers that share a database, behind a balancer. */
export interface Nodes {
  /** The balancer's address. */
  readonly issuer: string
  readonly now: () => number
  readonly database: string
  readonly nodes: readonly [Node, Node, Node]
  readonly balancer: Balancer
  /** Starts a node that was killed anew, in its place. */
  revive(index: number): Promise<void>
  /** Runs a command of `zauth` over the same settings. */
  zauth(...words: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }>
  close(): Promise<void>
}

/**
 * Starts three at the same moment over an empty database.
 * @param settings as in the file, beside those that say who is where
 */
export async function openNodes(settings: Record<string, unknown> = {}): Promise<Nodes> {
  await using acquired = new AsyncDisposableStack()
  const database = acquired.adopt(await freshDatabase(), (fresh) => fresh.drop())
  const folder = acquired.adopt(await mkdtemp(join(tmpdir(), 'zauth-nodes-')), (made) => rm(made, { recursive: true }))
  await mkdir(bundles, { recursive: true })
  const bundle = acquired.adopt(await mkdtemp(join(bundles, 'nodes-')), (made) => rm(made, { recursive: true }))
  await buildServer(bundle)
  const ports: number[] = []
  for (let i = 0; i < 4; i++) ports.push(await freePort(0, ports))
  const [front = 0, ...behind] = ports
  const issuer = `http://localhost:${front}`
  const config = join(folder, 'zauth.toml')
  const { id, secret, name, redirectUri } = website
  await writeFile(
    config,
    stringify({
      issuer,
      data: join(folder, 'data'),
      database: database.url,
      databaseConnections: 5,
      liveness: 'off',
      clients: [{ id, secret, name, redirectUris: [redirectUri], enrolment: 'open' }],
      ...settings,
    }),
  )
  const running = acquired.adopt(new Set<ChildProcess>(), async (children) => {
    await Promise.all([...children].map((child) => end(child)))
  })

  function run(words: readonly string[], environment: Record<string, string> = {}): ChildProcess {
    const child = spawn(process.execPath, [join(bundle, 'zauth.js'), ...words, '--config', config], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    })
    running.add(child)
    child.once('exit', () => running.delete(child))
    return child
  }
  const startNode = async (port: number): Promise<Node> => {
    const child = run(['serve'], { ZAUTH_LISTEN_HOST: 'localhost', ZAUTH_LISTEN_PORT: String(port) })
    return { url: `http://localhost:${port}`, log: await listening(child), kill: () => end(child) }
  }

  const started = await Promise.all(behind.map(startNode))
  const balancer = acquired.adopt(await openBalancer(front, behind), (opened) => opened.close())
  const held = acquired.move()
  return {
    issuer,
    now: Date.now,
    database: database.url,
    nodes: started as unknown as Nodes['nodes'],
    balancer,
    async revive(index) {
      started[index] = await startNode(behind[index] ?? 0)
    },
    async zauth(...words) {
      const child = run(words)
      let [out, err] = ['', '']
      child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
      child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()))
      const [code] = (await once(child, 'close')) as [number]
      return { code, out, err }
    },
    close: () => held.disposeAsync(),
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

/** Waits until a verifier listens; what it logs, then and later. */
async function listening({ stdout, stderr }: ChildProcess): Promise<readonly string[]> {
  if (stdout === null || stderr === null) throw new Error('No output')
  const log: string[] = []
  createInterface({ input: stderr }).on('line', (line) => log.push(line))
  const lines = createInterface({ input: stdout })
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      log.push(line)
      if (line.includes('"msg":"listening"')) resolve()
    })
    lines.once('close', () => {
      reject(new Error(`It ended before it listened:\n${log.join('\n')}`))
    })
  })
  return log
}
