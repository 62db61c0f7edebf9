import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { Client } from 'pg'
import { parse } from 'smol-toml'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { restore } from '../../server/backup/restore.ts'
import { checkConfig, VerifierConfig } from '../../server/config/config.ts'
import { migrate } from '../../server/migrate/migrate.ts'
import { serve } from '../../server/serve.ts'
import { openStore } from '../../server/store/openStore.ts'
import { connection } from '../../server/store/postgres/connection.ts'
import { freePort } from '../../tools/freePort.ts'
import type { Database } from '../../tools/postgres/createDatabase.ts'
import { settingsOf } from '../repo/settingsOf.ts'
import { freshDatabase } from '../store/freshDatabase.ts'
import { checkPlace } from './checkPlace.ts'
import { checksumOf } from './checksumOf.ts'
import { dumpDatabase } from './dumpDatabase.ts'
import { formOf } from './formOf.ts'
import { sampleSettings } from './sampleSettings.ts'
import { copyOfSnapshot, folderOf, releasedVersions } from './snapshot.ts'
import { writeFiles } from './writeFiles.ts'

const { version: ours } = packageJson
const versions = await releasedVersions()
/** `checksumOf` the snapshot of each version before this one: a line is added when the number of the version goes up. */
const releasedSums: Readonly<Record<string, string>> = {}

async function freshly(): Promise<Database & AsyncDisposable> {
  const database = await freshDatabase()
  return { ...database, [Symbol.asyncDispose]: () => database.drop() }
}

/** A database with what a snapshot has. */
async function filled(folder: string): Promise<Database & AsyncDisposable> {
  const database = await freshly()
  const sql = await readFile(join(folder, 'database.sql'), 'utf8')
  await withClient(database, (client) => client.query(sql))
  return database
}

async function withClient<T>(database: Database, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(connection(database.url, 'test'))
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const tablesOf = (database: Database) => withClient(database, async (client) => (await dumpDatabase(client)).tables)

describe.each(versions)('what version %s has stored is opened by this one:', (version) => {
  let folder: string

  beforeEach(async () => {
    folder = await copyOfSnapshot(version)
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('its settings say what they said', async () => {
    const settings = parse(await readFile(join(folder, 'zauth.toml'), 'utf8'))
    const said: unknown = JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8'))
    expect(checkConfig(settings)).toMatchObject(said as object)
  })

  it('its files', async () => {
    await checkPlace({ data: join(folder, 'data') })
  })

  it('its files under a seal', async () => {
    await checkPlace({ data: join(folder, 'sealed'), sealWith: join(folder, 'seal-key') })
  })

  it('its database, which then has the tables of a new one', async () => {
    await using database = await filled(folder)
    await using fresh = await freshly()
    await checkPlace({ data: join(folder, 'nothing'), database: database.url })
    await (await openStore({ data: folder, database: fresh.url })).close()
    expect(await tablesOf(database)).toEqual(await tablesOf(fresh))
  })

  it('its backup', async () => {
    const data = join(folder, 'restored')
    await restore(join(folder, 'backup.tar'), { data, withoutRecoveryCodes: false })
    const store = await openStore({ data })
    try {
      expect(await store.accounts.find('account')).toMatchObject({
        clientId: 'shop',
        userId: 'ada',
        devices: ['device'],
      })
      expect((await store.ciphertexts.read('device'))?.template).toHaveLength(64)
      expect(await store.recoveryCodes.findAll({ account: 'account' })).toHaveLength(1)
    } finally {
      await store.close()
    }
  })

  it('its files go to a database, and a verifier serves from there by the same keys', async () => {
    await using database = await freshly()
    const port = await freePort()
    const issuer = `http://localhost:${port}`
    const data = join(folder, 'data')
    const config = { issuer, data, database: database.url, listen: { host: 'localhost', port } }
    await migrate(config, { to: 'database', removeSource: false })
    const { idToken } = JSON.parse(await readFile(join(data, 'keys.json'), 'utf8')) as {
      idToken: [{ key: { kid: string } }]
    }
    const serving = await serve(config, { logTo: { write: () => undefined }, threads: 1 })
    try {
      const published = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: { kid: string }[] }
      expect(published.keys.map(({ kid }) => kid)).toContain(idToken[0].key.kid)
    } finally {
      await serving.close()
    }
  })
})

describe('of each version that was released', () => {
  it('there is a snapshot, and of no other', async () => {
    const changelog = await readFile(join(import.meta.dirname, '..', '..', 'CHANGELOG.md'), 'utf8')
    const told = [...changelog.matchAll(/^## (\S+)$/gm)].map(([, version]) => version)
    expect(versions.toSorted()).toEqual(told.toSorted())
  })

  it('the snapshot is as it was when it was released', async () => {
    const sums = await Promise.all(
      // Ours may change until then.
      versions
        .filter((version) => version !== ours)
        .map(async (version) => [version, await checksumOf(folderOf(version))] as const),
    )
    expect(Object.fromEntries(sums)).toEqual(releasedSums)
  })

  it('it shows in a checksum when a byte is another, a file has another name, or one is gone', async () => {
    const folder = await copyOfSnapshot(ours)
    try {
      const settings = join(folder, 'zauth.toml')
      const sums = [await checksumOf(folderOf(ours))]
      expect(await checksumOf(folder)).toBe(sums[0])
      const bytes = await readFile(settings)
      await writeFile(settings, bytes.with(7, (bytes[7] ?? 0) ^ 1))
      sums.push(await checksumOf(folder))
      await rename(settings, join(folder, 'other.toml'))
      sums.push(await checksumOf(folder))
      await rm(join(folder, 'other.toml'))
      sums.push(await checksumOf(folder))
      expect(new Set(sums).size).toBe(4)
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('of this version', () => {
  const again = `It stores something else than tests/released/${ours} has. Was ${ours} released? Then it is time for another number; if not: node tests/released/write.ts`

  it('there is a snapshot', () => {
    expect(versions, again).toContain(ours)
  })

  it('the snapshot has every table as it is made today', async () => {
    await using snapshot = await filled(folderOf(ours))
    await using fresh = await freshly()
    await (await openStore({ data: folderOf(ours), database: fresh.url })).close()
    expect(await tablesOf(snapshot), again).toEqual(await tablesOf(fresh))
  })

  it('the snapshot has every file as it is written today, and every field', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zauth-released-'))
    try {
      await writeFiles(folder)
      expect(await formsIn(join(folderOf(ours), 'data')), again).toEqual(await formsIn(join(folder, 'data')))
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('the snapshot has every setting', async () => {
    const settings = parse(await readFile(join(folderOf(ours), 'zauth.toml'), 'utf8'))
    const has = (value: unknown, path: readonly string[]): boolean => {
      const [name, ...rest] = path
      if (name === undefined) return value !== undefined
      if (Array.isArray(value)) return value.some((each) => has(each, path))
      return typeof value === 'object' && value !== null && has((value as Record<string, unknown>)[name], rest)
    }
    const paths = settingsOf(VerifierConfig).map(({ path }) => path)
    expect(paths.length).toBeGreaterThan(30)
    expect(paths.filter((path) => !has(sampleSettings('somewhere'), path.split('.')))).toEqual([])
    expect(
      paths.filter((path) => !has(settings, path.split('.'))),
      again,
    ).toEqual([])
  })
})

/** What each line of each file of a data folder is made of; of ciphertexts, how long they are. */
async function formsIn(data: string): Promise<Record<string, unknown>> {
  const forms: Record<string, unknown> = {}
  for (const entry of await readdir(data, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === 'audit.signed') continue
    const bytes = await readFile(join(entry.parentPath, entry.name))
    const name = relative(data, join(entry.parentPath, entry.name))
    if (entry.name.endsWith('.bin')) forms[name] = bytes.length
    else if (entry.name.endsWith('.json')) forms[name] = formOf(JSON.parse(bytes.toString()))
    else
      forms[name] = bytes
        .toString()
        .trim()
        .split('\n')
        .map((line) => formOf(JSON.parse(line)))
  }
  return forms
}
