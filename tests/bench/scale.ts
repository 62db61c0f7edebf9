import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { openStore } from '../../server/store/openStore.ts'
import { buildServer } from '../../tools/buildServer.ts'
import { dist } from '../../tools/dist.ts'
import { freePort } from '../../tools/freePort.ts'
import { createDatabase } from '../../tools/postgres/createDatabase.ts'
import { openPostgres } from '../../tools/postgres/openPostgres.ts'
import { startVerifier } from '../../tools/startVerifier.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { website } from '../verifier/website.ts'
import { addResults } from './results.ts'
import { thisMachine } from './thisMachine.ts'
import { databaseUse } from './scale/databaseUse.ts'
import { fillAccounts, samplesOf } from './scale/fillAccounts.ts'
import { assumptions, planFor, type Costs } from './scale/planFor.ts'
import { enrolPeople } from './verifier/people.ts'
import { measureSustained } from './verifier/sustained.ts'

/**
 * `npm run bench:scale [-- --seconds 20 --accounts 3000]`: what an account takes in a PostgreSQL, and what a sign-in costs the verifier
 * and the database, measured; then what a million and a hundred million accounts need, by that and by what is supposed about them.
 */
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '20' }, accounts: { type: 'string', default: '3000' } },
})
const [seconds, accounts] = [Number(values.seconds), Number(values.accounts)]
const people = 8
/** Accounts that have their ciphertexts, too: they are large, and each takes as much as the next. */
const withCiphertexts = Math.min(accounts, 200)
const lasting = ['accounts', 'devices', 'tries', 'recoveryCodes', 'ciphertexts']
const passing = ['interactions', 'challenges', 'draws', 'verifyChallenges', 'additions', 'artifacts']

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

await using acquired = new AsyncDisposableStack()
await buildServer(join(dist, 'server'))
const postgres = acquired.adopt(await openPostgres(say), (opened) => opened.stop())
const { url } = await createDatabase(postgres.url)
const folder = acquired.adopt(await mkdtemp(join(tmpdir(), 'zauth-bench-')), (made) => rm(made, { recursive: true }))
const client = acquired.adopt(new Client({ connectionString: url }), (opened) => opened.end())
await client.connect()

process.env['ZAUTH_DATABASE'] = url
const site = { clientId: website.id, clientSecret: website.secret, url: new URL(website.redirectUri).origin }
const verifier = acquired.adopt(await startVerifier({ folder, port: await freePort(), site }), (started) =>
  started.stop(),
)
const party = await createRelyingParty(verifier.issuer)
const enrolled = await enrolPeople(verifier.issuer, party, people)

const passingBefore = await sizeOf(passing)
const before = await databaseUse(client)
const sustained = await measureSustained(verifier, party, enrolled, seconds)
const after = await databaseUse(client)
const done = Math.round(sustained.signInsPerSecond * seconds)
const passingAfter = await sizeOf(passing)

const store = acquired.adopt(await openStore({ data: folder, database: url }), (opened) => opened.close())
const samples = await samplesOf(store)
const [recordsBefore, ciphertextsBefore] = [await sizeOf(lasting.slice(0, -1)), await sizeOf(['ciphertexts'])]
await fillAccounts(store, samples, accounts, withCiphertexts)
const [recordsAfter, ciphertextsAfter] = [await sizeOf(lasting.slice(0, -1)), await sizeOf(['ciphertexts'])]

const costs: Costs = {
  accountBytes: Math.round((recordsAfter - recordsBefore) / accounts),
  ciphertextBytes: Math.round((ciphertextsAfter - ciphertextsBefore) / withCiphertexts),
  signInBytes: Math.round((passingAfter - passingBefore) / done),
  verifierMs: sustained.cpuMsPerSignIn ?? Number.NaN,
  databaseMs: Math.round((10_000 * ((after.cpuSeconds ?? Number.NaN) - (before.cpuSeconds ?? Number.NaN))) / done) / 10,
  statements: Math.round((after.statements - before.statements) / done),
  logBytes: Math.round((after.logBytes - before.logBytes) / done),
}
const signInsPerCoreSecond = Math.round(10_000 / costs.verifierMs) / 10
say(`measured with ${done} sign-ins: ${JSON.stringify(costs)}`)
const plans = [1_000_000, 100_000_000].map((count) => planFor(count, costs))
for (const plan of plans) say(JSON.stringify(plan))
await addResults('scale', {
  measuredOn: `${thisMachine()} and PostgreSQL on the same machine`,
  signIns: done,
  failed: sustained.failed,
  costs,
  signInsPerCoreSecond,
  assumptions,
  plans,
})

async function sizeOf(tables: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    'select sum(pg_total_relation_size(quote_ident(name)::regclass)) as bytes from unnest($1::text[]) as name',
    [tables],
  )
  return Number(rows[0]?.bytes)
}
