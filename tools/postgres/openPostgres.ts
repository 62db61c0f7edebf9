import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { freePort } from '../freePort.ts'
import { postgresPrograms } from './postgresPrograms.ts'

const run = promisify(execFile)

/** A PostgreSQL of one's own on loopback, with no data of anybody's. */
export interface Postgres {
  /** Of a user who may make databases. */
  readonly url: string
  readonly port: number
  /** Ends it, in the middle of whatever it does, as a crash would. */
  kill(): Promise<void>
  /** Begins it anew, with the data it had, after `kill`. */
  start(): Promise<void>
  /** Ends it and forgets its data. */
  stop(): Promise<void>
}

/** Waiting for a disk is what tests can do without: the computer does not lose power while they run. */
const settings = { fsync: 'off', full_page_writes: 'off', max_connections: '300', shared_buffers: '64MB' }

/**
 * Starts a real PostgreSQL. It ends with `stop`, or when this process ends, however that ends.
 * @param say is told what had to be installed
 */
export async function openPostgres(say: (line: string) => void = () => undefined): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'zauth-postgres-'))
  await chmod(folder, 0o755)
  const programs = await postgresPrograms(folder, say)
  const user = await unprivileged()
  const data = join(folder, 'data')
  const passwordFile = join(folder, 'password')
  const password = randomBytes(16).toString('hex')
  await mkdir(data, { mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (user !== null) for (const path of [data, passwordFile]) await chown(path, user.uid, user.gid)
  const options = { cwd: data, env: { ...process.env, LC_ALL: 'C' }, ...user }
  const login = ['--username=zauth', `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  const form = ['--encoding=UTF8', '--locale=C', '--no-sync']
  await run(join(programs, 'initdb'), [`--pgdata=${data}`, ...login, ...form], options)

  const port = await freePort()
  const words = [
    ...['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  let server: ChildProcess | null = null
  let guard: ChildProcess | null = null

  async function start(): Promise<void> {
    server = spawn(join(programs, 'postgres'), words, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
    guard = guardOf(server, folder)
    await ready(server)
  }
  async function end(signal: NodeJS.Signals): Promise<void> {
    guard?.kill('SIGKILL')
    if (server === null || server.exitCode !== null || server.signalCode !== null) return
    const exited = once(server, 'exit')
    server.kill(signal)
    await exited
  }

  await start()
  return {
    url: `postgresql://zauth:${password}@127.0.0.1:${port}/postgres`,
    port,
    // What PostgreSQL itself does after a crash of one of its processes: all of them end at once, and nothing is put in order.
    kill: () => end('SIGQUIT'),
    start,
    async stop() {
      await end('SIGINT')
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** PostgreSQL refuses to be root: whom to be instead, `null` for oneself. */
async function unprivileged(): Promise<{ uid: number; gid: number } | null> {
  if (process.getuid?.() !== 0) return null
  const idOf = async (what: string) => Number((await run('id', [what, 'nobody'])).stdout)
  return { uid: await idOf('-u'), gid: await idOf('-g') }
}

/** Resolves when it takes connections; what it prints afterwards is let go. */
async function ready(server: ChildProcess): Promise<void> {
  if (server.stderr === null) throw new Error('No output')
  const said: string[] = []
  const isReady = new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', () => {
      reject(new Error(`PostgreSQL did not start: ${said.join('\n')}`))
    })
    if (server.stderr !== null)
      createInterface({ input: server.stderr }).on('line', (line) => {
        if (said.length < 50) said.push(line)
        if (line.includes('ready to accept connections')) resolve()
      })
  })
  await isReady
}

/** Ends the server when this process is no more: the other end of what it reads from closes. */
function guardOf({ pid }: ChildProcess, folder: string): ChildProcess | null {
  if (process.platform === 'win32' || pid === undefined) return null
  const script = 'trap "" INT TERM HUP; read _; kill -QUIT "$1" 2>/dev/null && sleep 1; rm -rf "$2"'
  const guard = spawn('sh', ['-c', script, 'sh', String(pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guard.unref()
  return guard
}
