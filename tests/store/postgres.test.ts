import { setTimeout } from 'node:timers/promises'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../server/store/postgres/openDatabase.ts'
import { connection } from '../../server/store/postgres/connection.ts'
import { openPostgresStore } from '../../server/store/postgres/openPostgresStore.ts'
import { requireAlone } from '../../server/store/postgres/requireAlone.ts'
import { freePort } from '../../tools/freePort.ts'
import type { Database } from '../../tools/postgres/createDatabase.ts'
import { freshDatabase } from './freshDatabase.ts'
import { openPooler } from './openPooler.ts'
import { sampleChallenge } from './sampleChallenge.ts'

const usual = { connections: 4, states: ['ready'] } as const

describe('a database', () => {
  let fresh: Database

  beforeEach(async () => {
    fresh = await freshDatabase()
  })
  afterEach(() => fresh.drop())

  async function ask(statement: string): Promise<object[]> {
    const client = new Client(connection(fresh.url, 'test'))
    await client.connect()
    try {
      return (await client.query<object>(statement)).rows
    } finally {
      await client.end()
    }
  }

  it('is prepared once by nodes that start together, and all can use it', async () => {
    const opened = await Promise.all(Array.from({ length: 5 }, () => openDatabase(fresh.url, usual)))
    const stores = opened.map(openPostgresStore)
    const added = await Promise.all(stores.map((store) => store.challenges.insert(sampleChallenge('one'))))
    expect(added.filter(Boolean)).toHaveLength(1)
    const taken = await Promise.all(
      stores.map((store) => store.challenges.update('one', { state: 'open' }, { state: 'taken' })),
    )
    expect(taken.filter(Boolean)).toHaveLength(1)
    await Promise.all(stores.map((store) => store.close()))
  })

  it('knows a verifier that is connected, whatever name the address gives it', async () => {
    const running = await openDatabase(`${fresh.url}?application_name=mine&keepalives=1`, usual)
    const other = await openDatabase(fresh.url, { ...usual, as: 'other' })
    try {
      await expect(requireAlone(other)).rejects.toThrow('A verifier is connected to it')
    } finally {
      await running.close()
      await other.close()
    }
  })

  it('needs no right to make tables once it is prepared', async () => {
    await (await openDatabase(fresh.url, usual)).close()
    const name = new URL(fresh.url).pathname.slice(1)
    await ask(`create role ${name} login password 'a password'`)
    try {
      await ask(`grant select, insert, update, delete on all tables in schema public to ${name}`)
      const address = Object.assign(new URL(fresh.url), { username: name, password: 'a password' }).href
      const store = openPostgresStore(await openDatabase(address, usual))
      expect(await store.challenges.insert(sampleChallenge('one'))).toBe(true)
      await store.close()
    } finally {
      await ask(`drop owned by ${name}`)
      await ask(`drop role ${name}`)
    }
  })

  it('that a newer version has written is left as it is', async () => {
    await (await openDatabase(fresh.url, usual)).close()
    await ask('update zauth_schema set version = 9999')
    await expect(openDatabase(fresh.url, usual)).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringMatching(/^database: A newer version of ZAuth has written it \(9999; /) as string,
    })
    expect(await ask('select version from zauth_schema')).toEqual([{ version: '9999' }])
  })

  it('that cannot be used is told in one sentence, without its password', async () => {
    const secret = 'planted-password'
    const changed = (change: Partial<URL>) => Object.assign(new URL(fresh.url), { password: secret }, change).href
    for (const [address, sentence] of [
      [
        changed({}),
        'database: The server does not let this user in; check the user, the password and what the server asks for',
      ],
      [changed({ port: String(await freePort()) }), 'database: The server cannot be reached (ECONNREFUSED)'],
      [changed({ hostname: 'nowhere.invalid' }), 'database: There is no server of this name'],
      [
        Object.assign(new URL(fresh.url), { pathname: '/nowhere' }).href,
        'database: There is no database of this name on the server',
      ],
    ] as const) {
      const error = await openDatabase(address, usual).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ name: 'ConfigError', message: sentence })
      for (let told: unknown = error; told instanceof Error; told = told.cause) {
        expect(`${told.message} ${String(told.stack)} ${JSON.stringify(told)}`).not.toContain(secret)
      }
    }
  })

  it('that ends connections is found again: who asked in that moment hears that it is busy, and nobody later', async () => {
    const database = await openDatabase(fresh.url, { ...usual, as: 'to be ended' })
    const store = openPostgresStore(database)
    await store.challenges.insert(sampleChallenge('one'))
    const waiting = database.query('select pg_sleep(20)').catch((thrown: unknown) => thrown)
    const ended = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to be ended'`
    while ((await ask(`${ended} and query like '%pg_sleep%'`)).length === 0) await setTimeout(20)
    expect(await waiting).toMatchObject({
      code: 'busy',
      status: 503,
      retryAfter: 5,
      detail: 'the database cannot be reached (57P01)',
    })
    await ask(ended)
    // What was idle is replaced.
    for (let i = 0; i < 5; i++) await store.challenges.find('one').catch(() => null)
    expect(await store.challenges.find('one')).toEqual(sampleChallenge('one'))
    await store.close()
  })

  it('gives up on a statement that takes too long', async () => {
    const database = await openDatabase(fresh.url, { ...usual, statementTime: 100 })
    // 57014: the server itself gave up, and does not go on for nobody.
    const givenUp = { code: 'busy', detail: 'the database cannot be reached (57014)' }
    for (let i = 0; i < 2 * usual.connections; i++)
      await expect(database.query('select pg_sleep(20)')).rejects.toMatchObject(givenUp)
    await expect(database.query('select 1 as one')).resolves.toEqual({ rows: [{ one: '1' }], count: 1 })
    await database.close()
  })

  it('is used through a pooler that takes no settings with a connection, as PgBouncer does not', async () => {
    await using pooler = await openPooler(fresh.url)
    const database = await openDatabase(pooler.url, { ...usual, statementTime: 1234 })
    const shown = await Promise.all([1, 2, 3].map(() => database.query('show statement_timeout')))
    expect(shown.map(({ rows }) => rows)).toEqual(Array(3).fill([{ statement_timeout: '1234ms' }]))
    await database.close()
    expect(pooler.refused).toEqual([])

    const strict = new Client({ connectionString: pooler.url, statement_timeout: 1000 })
    await expect(strict.connect()).rejects.toThrow('unsupported startup parameter: statement_timeout')
    expect(pooler.refused).toEqual(['statement_timeout'])
  })

  it('tells nothing of a record when it refuses a statement', async () => {
    const database = await openDatabase(fresh.url, usual)
    const refused = database.query('insert into challenges (id, record) values ($1, $2)', [
      'one',
      'planted, and no JSON',
    ])
    await expect(refused).rejects.toThrow(/^The database refused a statement \(22P02\)$/)
    expect(JSON.stringify(await refused.catch((thrown: unknown) => Object.entries(thrown as object)))).not.toContain(
      'planted',
    )
    await database.close()
  })
})
