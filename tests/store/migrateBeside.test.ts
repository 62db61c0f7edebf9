import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Client } from 'pg'
import { stringify } from 'smol-toml'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { VerifierConfigInput } from '../../server/config/config.ts'
import { loadKeys } from '../../server/keys/loadKeys.ts'
import { migrate } from '../../server/migrate/migrate.ts'
import { filesState } from '../../server/store/embedded/filesState.ts'
import { makeDataFolder } from '../../server/store/makeDataFolder.ts'
import { openDocuments } from '../../server/documents/openDocuments.ts'
import { openStore } from '../../server/store/openStore.ts'
import { connection } from '../../server/store/postgres/connection.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import type { Database } from '../../tools/postgres/createDatabase.ts'
import { freshDatabase } from './freshDatabase.ts'
import { sampleChallenge } from './sampleChallenge.ts'

const root = join(import.meta.dirname, '../..')
const devices = 10

let folder: string
let database: Database
let direct: Client
let files: VerifierConfigInput
let rows: VerifierConfigInput

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zauth-migrate-'))
  database = await freshDatabase()
  direct = new Client(connection(database.url, 'test'))
  await direct.connect()
  files = { issuer: 'http://localhost:4000', data: join(folder, 'data') }
  rows = { ...files, database: database.url }
  await makeDataFolder(files.data)
})
afterEach(async () => {
  await direct.end()
  await database.drop()
  await rm(folder, { recursive: true })
})

/** Makes the keys that a verifier makes when it first starts, and devices. */
async function beginAt(config: VerifierConfigInput): Promise<void> {
  const documents = await openDocuments(config)
  await loadKeys(documents)
  await documents.close()
  const store = await openStore(config)
  const publicKey = new Uint8Array(sizes.publicKey).fill(7)
  for (let i = 0; i < devices; i++)
    await store.ciphertexts.write(`device-${i}`, { publicKey, template: new Uint8Array(1000) })
  await store.close()
}

const devicesAt = async (config: VerifierConfigInput): Promise<number> => {
  const store = await openStore(config)
  try {
    return (await store.ciphertexts.list()).length
  } finally {
    await store.close()
  }
}
const countOf = async (statement: string): Promise<number> => {
  const { rows: found } = await direct.query<{ count: string }>(`select count(*) from ${statement}`)
  return Number(found[0]?.count)
}

const toFiles = { to: 'files', removeSource: true } as const
const toDatabase = { to: 'database', removeSource: false } as const

describe('`zauth migrate`', { timeout: 120_000 }, () => {
  it('switches nothing over when a verifier was started while it copied, and goes on when that has ended', async () => {
    await beginAt(rows)
    await direct.query('begin')
    await direct.query('lock table artifacts in access exclusive mode')
    const moving = migrate(rows, toFiles).catch((thrown: unknown) => thrown)
    await expect.poll(() => filesState(files.data)).toBe('filling')
    const verifier = await openStore(rows)
    await verifier.challenges.insert(sampleChallenge('meanwhile'))
    await direct.query('rollback')
    expect(await moving).toMatchObject({ message: expect.stringContaining('A verifier is connected to it') as string })
    // It lives, and whoever signs in there loses nothing.
    expect(await verifier.challenges.find('meanwhile')).not.toBeNull()
    await verifier.close()
    expect(await devicesAt(rows)).toBe(devices)
    await expect(openStore(files)).rejects.toThrow('has not finished what it began')

    expect(await migrate(rows, toFiles)).toMatch(/^challenges +1 /m)
    expect(await devicesAt(files)).toBe(devices)
    expect(await countOf('ciphertexts')).toBe(0)
  })

  it('is killed while it removes what it has moved, and removes the rest when it is run again', async () => {
    await beginAt(rows)
    await direct.query(`create function slowly() returns trigger language plpgsql as
      'begin perform pg_sleep(0.1); return old; end'`)
    await direct.query('create trigger slowly before delete on ciphertexts for each row execute function slowly()')
    const settings = join(folder, 'zauth.toml')
    await writeFile(settings, stringify(rows))
    const words = ['server/zauth.ts', 'migrate', '--config', settings, '--to', 'files', '--remove-source']
    const child = spawn(process.execPath, words, { cwd: root, stdio: 'ignore' })
    const exited = once(child, 'exit')
    while ((await countOf('ciphertexts')) > devices - 3 && child.exitCode === null) await setTimeout(20)
    child.kill('SIGKILL')
    await exited
    expect(child.signalCode).toBe('SIGKILL')
    expect(await countOf('ciphertexts')).toBeGreaterThan(0)
    await direct.query('drop trigger slowly on ciphertexts')

    await expect(openStore(rows)).rejects.toThrow('`zauth migrate --remove-source` has not finished')
    expect(await devicesAt(files)).toBe(devices)
    await expect(migrate(rows, { ...toFiles, removeSource: false })).rejects.toThrow('half removed')
    // The wrong way round it would be half of something.
    await expect(migrate(rows, toDatabase)).rejects.toThrow('--to: ')
    expect(await migrate(rows, toFiles)).toContain('What was left in the database is removed')
    expect(await countOf('ciphertexts')).toBe(0)
    expect(await countOf('documents')).toBe(0)
    expect(await devicesAt(files)).toBe(devices)
    expect(await devicesAt(rows)).toBe(0)
  })

  it('removes what it has moved earlier only as long as all of it is where it went', async () => {
    await beginAt(files)
    await migrate(rows, toDatabase)
    const store = await openStore(rows)
    await store.ciphertexts.remove('device-3')
    await store.close()
    await expect(migrate(rows, { ...toDatabase, removeSource: true })).rejects.toThrow('were moved before')
    expect(await filesState(files.data)).toBe('moved')
    await direct.query(`insert into ciphertexts (device, "publicKey", template)
      select 'device-3', "publicKey", template from ciphertexts where device = 'device-4'`)
    expect(await migrate(rows, { ...toDatabase, removeSource: true })).toContain('What was left in the files')
    expect(await devicesAt(rows)).toBe(devices)
    expect(await devicesAt(files)).toBe(0)
  })
})
