import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { stringify } from 'smol-toml'
import { dist } from './dist.ts'

export interface VerifierOptions {
  /** Gets the configuration and everything that the verifier stores. */
  readonly folder: string
  readonly port: number
  readonly site: { readonly clientId: string; readonly clientSecret: string; readonly url: string }
  /** Further websites, as the configuration names them. */
  readonly clients?: readonly object[]
  readonly training?: 'device' | 'server'
  readonly extensionUrl?: string
  /** When heads have to move; default `off`, because photographs do not. */
  readonly liveness?: 'off' | 'daily' | 'always'
  readonly limits?: {
    readonly triesPerInteraction?: number
    readonly challengeSeconds?: number
    readonly interactionSeconds?: number
    readonly sequencesPerHour?: number
    readonly signInsPerAddress?: number
  }
  /** Where it tells operators how it is; nowhere by default. */
  readonly operator?: { readonly host: string; readonly port: number }
  /** A command that runs it, with what to give it before the program's own. */
  readonly through?: readonly [string, ...string[]]
}

/** A verifier in a process of its own. */
export interface RunningVerifier {
  /** Of its process. */
  readonly pid: number
  readonly issuer: string
  /** What it has logged, one JSON object a line. */
  readonly log: readonly string[]
  /** Ends it as an operator does, and waits until it is gone. */
  stop(): Promise<void>
}

/**
 * Starts `dist/server/zauth.js` and waits until it listens.
 *
 * @throws Error with what the verifier said, when it ends before that
 */
export async function startVerifier(options: VerifierOptions): Promise<RunningVerifier> {
  const issuer = `http://localhost:${options.port}`
  const configFile = join(options.folder, 'zauth.toml')
  await mkdir(options.folder, { recursive: true })
  await writeFile(configFile, stringify(configOf(issuer, options)))

  const zauth = [process.execPath, join(dist, 'server', 'zauth.js')] as const
  if (!existsSync(join(options.folder, 'data', 'keys.json')))
    await promisify(execFile)(zauth[0], [zauth[1], 'init', '--config', configFile])
  const own = [...zauth, 'serve', '--config', configFile] as const
  const [command, ...given] = options.through ? ([...options.through, ...own] as const) : own
  const child = spawn(command, given, { stdio: ['ignore', 'pipe', 'pipe'] })
  const log: string[] = []
  const exited = once(child, 'exit')
  const listening = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.push(line)
      if (line.includes('"msg":"listening"')) resolve()
    })
    createInterface({ input: child.stderr }).on('line', (line) => log.push(line))
  })
  const ended = exited.then(() => {
    throw new Error(`The verifier ended before it listened:\n${log.join('\n')}`)
  })
  await Promise.race([listening, ended])
  ended.catch(() => undefined)

  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await exited
  }
  return { pid: child.pid ?? 0, issuer, log, stop }
}

function configOf(issuer: string, { folder, port, site, ...options }: VerifierOptions): Record<string, unknown> {
  return {
    issuer,
    name: 'ZAuth',
    data: join(folder, 'data'),
    training: options.training ?? 'device',
    liveness: options.liveness ?? 'off',
    ...(options.extensionUrl ? { extensionUrl: options.extensionUrl } : {}),
    listen: { host: 'localhost', port },
    ...(options.limits ? { limits: options.limits } : {}),
    ...(options.operator ? { operator: options.operator } : {}),
    clients: [
      {
        id: site.clientId,
        secret: site.clientSecret,
        name: 'Harbour Books',
        redirectUris: [`${site.url}/callback`],
        enrolment: 'open',
      },
      ...(options.clients ?? []),
    ],
  }
}
