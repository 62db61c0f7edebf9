import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { VerifierConfigInput } from '../../server/config/config.ts'
import { serve, type Patience, type Serving } from '../../server/serve.ts'
import { openStore } from '../../server/store/openStore.ts'
import type { Store } from '../../server/store/store.ts'
import { freePort } from '../../tools/freePort.ts'
import { website } from './website.ts'

type Overrides = Partial<Omit<VerifierConfigInput, 'issuer' | 'data' | 'listen'>> & {
  readonly path?: string
  /** Draws the movements. */
  readonly random?: (count: number) => number
  /** Whether it refuses early what it could not do soon; computers that run tests may have a lot to do, so no. */
  readonly shedsLoad?: boolean
  /** How long it waits for who is slow. */
  readonly patience?: Patience
}

/** A running verifier with data of its own; its log lines are kept. */
export interface World {
  readonly issuer: string
  readonly config: VerifierConfigInput
  readonly log: string[]
  /** Moves the verifier's clock ahead. */
  passTime(milliseconds: number): void
  /** The verifier's clock. */
  now(): number
  /** Ends the verifier and begins it anew over the same data. */
  restart(): Promise<void>
  /** Does something while the verifier is not running. */
  whileStopped<T>(work: () => Promise<T>): Promise<T>
  /** Works on the data while the verifier is not running. */
  withStore(work: (store: Store) => Promise<void>): Promise<void>
  close(): Promise<void>
}

/** Starts a verifier on loopback, with one website that may enrol unless told otherwise. */
export async function openWorld({
  path = '',
  random,
  shedsLoad = false,
  patience,
  ...overrides
}: Overrides = {}): Promise<World> {
  const data = await mkdtemp(join(tmpdir(), 'zauth-'))
  const port = await freePort()
  const config: VerifierConfigInput = {
    issuer: `http://localhost:${port}${path}`,
    data,
    listen: { host: 'localhost', port },
    liveness: 'off',
    clients: [
      {
        id: website.id,
        secret: website.secret,
        name: website.name,
        redirectUris: [website.redirectUri],
        enrolment: 'open',
      },
    ],
    ...overrides,
  }
  const log: string[] = []
  let ahead = 0
  const now = () => Date.now() + ahead
  const start = (): Promise<Serving> =>
    serve(config, {
      logTo: { write: (line) => void log.push(line) },
      now,
      threads: 1,
      shedsLoad,
      ...(random && { random }),
      ...(patience && { patience }),
    })
  let serving = await start()
  async function whileStopped<T>(work: () => Promise<T>): Promise<T> {
    await serving.close()
    const done = await work()
    serving = await start()
    return done
  }
  return {
    issuer: config.issuer,
    config,
    log,
    now,
    passTime(milliseconds) {
      ahead += milliseconds
    },
    async restart() {
      await serving.close()
      serving = await start()
    },
    whileStopped,
    withStore: (work) =>
      whileStopped(async () => {
        const store = await openStore(config)
        await work(store)
        await store.close()
      }),
    async close() {
      await serving.close()
      await rm(data, { recursive: true })
    },
  }
}
