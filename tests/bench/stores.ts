import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type StoreSettings } from '../../server/store/openStore.ts'
import type { Store } from '../../server/store/store.ts'
import { createDatabase } from '../../tools/postgres/createDatabase.ts'
import { openPostgres } from '../../tools/postgres/openPostgres.ts'
import { sampleChallenge } from '../store/sampleChallenge.ts'
import { addResults } from './results.ts'
import { thisMachine } from './thisMachine.ts'

/**
 * `npm run bench:stores`: operations a second of both stores, side by side, sixteen at a time. PostgreSQL runs on the same cores and
 * does not wait for its disk, as the tests start it: what is compared is the work, not the disk.
 */
const count = 4000
const atOnce = 16

interface Rates {
  readonly insert: number
  readonly find: number
  readonly findByField: number
  readonly conditionalUpdate: number
}

const postgres = await openPostgres((line) => void process.stdout.write(`${line}\n`))
const data = await mkdtemp(join(tmpdir(), 'zauth-stores-'))
try {
  const { url } = await createDatabase(postgres.url)
  const embedded = await measure({ data })
  const database = await measure({ data, database: url, databaseConnections: atOnce })
  for (const [name, rates] of Object.entries({ embedded, database }))
    process.stdout.write(`${name}: ${JSON.stringify(rates)} operations a second\n`)
  await addResults('stores', {
    measuredOn: thisMachine(),
    operationsAtOnce: atOnce,
    embedded,
    database,
  })
} finally {
  await postgres.stop()
  await rm(data, { recursive: true })
}

async function measure(settings: StoreSettings): Promise<Rates> {
  const store = await openStore(settings)
  try {
    return await measureStore(store)
  } finally {
    await store.close()
  }
}

async function measureStore({ challenges }: Store): Promise<Rates> {
  const record = (i: number) => sampleChallenge(`challenge ${i}`, { interaction: `interaction ${i}` })
  return {
    insert: await rateOf((i) => challenges.insert(record(i))),
    find: await rateOf((i) => challenges.find(`challenge ${i}`)),
    findByField: await rateOf((i) => challenges.findAll({ interaction: `interaction ${i}` })),
    conditionalUpdate: await rateOf((i) => challenges.update(`challenge ${i}`, { state: 'open' }, { state: 'taken' })),
  }
}

/** Operations a second. */
async function rateOf(operate: (i: number) => Promise<unknown>): Promise<number> {
  let next = 0
  const begun = performance.now()
  const worker = async () => {
    while (next < count) await operate(next++)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return Math.round((1000 * count) / (performance.now() - begun))
}
