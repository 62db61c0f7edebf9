import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { checkConfig, type VerifierConfig } from '../../server/config/config.ts'
import { openWorld, type World } from '../verifier/world.ts'

/** A verifier that runs, and by what an operator has it examined. */
export interface ExaminedWorld {
  readonly world: World
  readonly config: VerifierConfig
  /** Beside its data, for what is made in a test. */
  readonly folder: string
  /** The settings file. */
  readonly settings: string
}

/** Starts it before the first test of a `describe` and ends it after the last. */
export function useExaminedWorld(): ExaminedWorld {
  const folder = join(tmpdir(), `zauth-doctor-${randomUUID()}`)
  const settings = join(folder, 'zauth.toml')
  let opened: World | undefined
  const now = (): World => {
    if (!opened) throw new Error('The world is not open before the tests run')
    return opened
  }
  beforeAll(async () => {
    await mkdir(folder, { mode: 0o700 })
    opened = await openWorld()
    const { issuer, data, listen, clients = [] } = opened.config
    const lines = Object.entries(clients[0] ?? {}).map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
    await writeFile(
      settings,
      `issuer = "${issuer}"\ndata = "${data}"\nextensionUrl = "${issuer}/.well-known/zauth"\n` +
        `[listen]\nhost = "localhost"\nport = ${listen?.port}\n[[clients]]\n${lines.join('\n')}\n`,
      { mode: 0o600 },
    )
  })
  afterAll(async () => {
    await opened?.close()
    await rm(folder, { recursive: true })
  })
  return {
    get world() {
      return now()
    },
    get config() {
      return checkConfig(now().config)
    },
    folder,
    settings,
  }
}
