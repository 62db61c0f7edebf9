import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildServer } from '../../tools/buildServer.ts'

const results = join(import.meta.dirname, '../../test-results')

export interface Said {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Place {
  /** The folder where it is run. */
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

/** A verifier in a process of its own. */
export interface Served extends AsyncDisposable {
  /** Ends it by a signal; its exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** The program as it is shipped. */
export interface CommandLine {
  readonly entry: string
  begin(place: Place, ...words: string[]): ChildProcess
  /** Runs it to its end. */
  zauth(place: Place, ...words: string[]): Promise<Said>
  /** Runs `zauth serve` until it listens. */
  serve(place: Place, ...words: string[]): Promise<Served>
  /** Ends all that was begun. */
  close(): Promise<void>
}

/** Builds the program, for the tests of one file. */
export async function openCommand(): Promise<CommandLine> {
  // Inside the project, so that it finds its packages.
  await mkdir(results, { recursive: true })
  const bundle = await mkdtemp(join(results, 'operate-'))
  await buildServer(bundle)
  const entry = join(bundle, 'zauth.js')
  const running = new Set<ChildProcess>()

  function begin({ cwd, env = {} }: Place, ...words: string[]): ChildProcess {
    const stdio = ['ignore', 'pipe', 'pipe'] as const
    const child = spawn(process.execPath, [entry, ...words], {
      cwd,
      env: { ...process.env, ...env },
      stdio: [...stdio],
    })
    running.add(child)
    child.once('exit', () => running.delete(child))
    return child
  }

  return {
    entry,
    begin,
    zauth: (place, ...words) => saidBy(begin(place, ...words)),
    async serve(place, ...words) {
      const child = begin(place, 'serve', ...words)
      let complaints = ''
      child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
      const end = async (signal: NodeJS.Signals): Promise<number | null> => {
        if (!running.has(child)) return child.exitCode
        const exited = once(child, 'exit')
        child.kill(signal)
        await exited
        return child.exitCode
      }
      if (child.stdout === null) throw new Error('No output')
      for await (const line of createInterface({ input: child.stdout })) {
        if (!line.includes('"msg":"listening"')) continue
        child.stdout.resume()
        return {
          end,
          async [Symbol.asyncDispose]() {
            await end('SIGKILL')
          },
        }
      }
      throw new Error(`It ended before it listened: ${complaints}`)
    },
    async close() {
      for (const child of running) child.kill('SIGKILL')
      await rm(bundle, { recursive: true })
    },
  }
}

/** Collects what a program says until it ends. */
export async function saidBy(child: ChildProcess): Promise<Said> {
  let [out, err] = ['', '']
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}
