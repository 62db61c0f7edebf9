import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { stringify } from 'smol-toml'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { showAuditLog, verifyAuditLog } from '../../server/audit/verifyAuditLog.ts'
import { registerWebsite } from '../../server/cli/websites.ts'
import { checkConfig, type VerifierConfigInput } from '../../server/config/config.ts'
import { loadKeys } from '../../server/keys/loadKeys.ts'
import { migrate } from '../../server/migrate/migrate.ts'
import { serve } from '../../server/serve.ts'
import { setFilesState } from '../../server/store/embedded/filesState.ts'
import { makeDataFolder } from '../../server/store/makeDataFolder.ts'
import { openDocuments } from '../../server/documents/openDocuments.ts'
import { openStore } from '../../server/store/openStore.ts'
import { connection } from '../../server/store/postgres/connection.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { freePort } from '../../tools/freePort.ts'
import type { Database } from '../../tools/postgres/createDatabase.ts'
import { Client as Device } from '../verifier/client.ts'
import { alice } from '../verifier/openEnrolledWorld.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { website as site } from '../verifier/website.ts'
import { freshDatabase } from './freshDatabase.ts'
import { sampleChallenge } from './sampleChallenge.ts'

const root = join(import.meta.dirname, '../..')

let folder: string
let database: Database
let files: VerifierConfigInput
let rows: VerifierConfigInput

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zauth-migrate-'))
  database = await freshDatabase()
  const port = await freePort()
  files = {
    issuer: `http://localhost:${port}`,
    data: join(folder, 'data'),
    listen: { host: 'localhost', port },
    liveness: 'off',
    clients: [
      { id: site.id, secret: site.secret, name: site.name, redirectUris: [site.redirectUri], enrolment: 'open' },
    ],
  }
  rows = { ...files, database: database.url }
})
afterEach(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

/** Three verifiers are started and ended in one of these tests, and other programs in another. */
const patience = 240_000
const toDatabase = { to: 'database', removeSource: false } as const
const toFiles = { to: 'files', removeSource: false } as const
const silent = { logTo: { write: () => undefined }, threads: 1 }

/** What a verifier with these settings publishes, and what somebody does there. */
async function whileServing<T>(config: VerifierConfigInput, work: () => Promise<T>): Promise<T> {
  const serving = await serve(config, silent)
  try {
    return await work()
  } finally {
    await serving.close()
  }
}

/** Makes the keys that a verifier makes when it first starts. */
async function beginAt(config: VerifierConfigInput): Promise<void> {
  await makeDataFolder(config.data)
  const documents = await openDocuments(config)
  await loadKeys(documents)
  await documents.close()
}

async function ask(statement: string): Promise<unknown[]> {
  const client = new Client(connection(database.url, 'test'))
  await client.connect()
  try {
    return (await client.query<object>(statement)).rows
  } finally {
    await client.end()
  }
}

describe('`zauth migrate`', { timeout: patience }, () => {
  it('moves everything to a database and back: devices sign in, codes are good, keys and websites stay', async () => {
    const { issuer } = files
    const keys = async () => await (await fetch(`${issuer}/jwks`)).text()
    const signedIn = async (device: Device) => {
      const attempt = await visit(issuer, await createRelyingParty(issuer), 'alice')
      expect(attempt.offer.purpose).toBe('verify')
      expect(await device.authenticate(attempt.offer, alice.image())).toBe(true)
      expect(await attempt.signIn.complete(await attempt.finish())).toMatchObject({
        sub: 'alice',
        amr: ['face', 'mfa'],
      })
    }
    const before = await whileServing(files, async () => {
      const device = await Device.create({ issuer, now: Date.now })
      const { offer } = await visit(issuer, await createRelyingParty(issuer), 'alice')
      await device.enrol(offer, alice)
      const response = await device.signIn(offer, alice.image())
      return { device, codes: response?.recoveryCodes ?? [], keys: await keys() }
    })
    const website = { id: 'by-command', name: 'B', redirect: ['https://b.example/'] }
    await registerWebsite(checkConfig(files), website, () => undefined)

    const told = await migrate(rows, toDatabase)
    expect(told).toMatch(/^devices +1 {2}[0-9a-f]{64}$/m)
    expect(told).toMatch(/^recoveryCodes +10 /m)
    expect(told).toMatch(/^documents +2 /m)
    await expect(serve(files, silent)).rejects.toThrow('has moved what is in it to a database')
    await whileServing(rows, async () => {
      expect(await keys()).toBe(before.keys)
      await signedIn(before.device)
      const attempt = await visit(issuer, await createRelyingParty(issuer), 'alice')
      expect(await attempt.type(before.codes[0] ?? '')).toContain('You have 9 recovery codes left.')
    })

    await expect(migrate(rows, toFiles)).rejects.toThrow('should be empty, and there is something (')
    const elsewhere = { ...files, data: join(folder, 'other') }
    await migrate({ ...rows, data: elsewhere.data }, { to: 'files', removeSource: true })
    expect(await ask('select id from devices union all select name from documents')).toEqual([])
    await whileServing(elsewhere, async () => {
      expect(await keys()).toBe(before.keys)
      await signedIn(before.device)
      const attempt = await visit(issuer, await createRelyingParty(issuer), 'alice')
      // Used up before it was moved back.
      expect(await attempt.type(before.codes[0] ?? '')).not.toContain('recovery codes left')
      expect(await attempt.type(before.codes[1] ?? '')).toContain('You have 8 recovery codes left.')
    })
    const moves: string[] = []
    await showAuditLog(checkConfig(elsewhere), 0, (line) => moves.push(line))
    expect(moves.filter((line) => line.includes('store moved'))).toEqual([
      expect.stringContaining('operator: migrate  to database'),
      expect.stringContaining('operator: migrate  to files'),
    ])
    expect(await verifyAuditLog(checkConfig(elsewhere))).toMatchObject({ isWell: true })
    const documents = await openDocuments(elsewhere)
    expect((await documents.read('clients'))?.text).toContain('by-command')
    await documents.close()
  })

  it('touches nothing when a verifier runs, there is nothing to move, or something is where it should go', async () => {
    await expect(migrate(files, toDatabase)).rejects.toThrow('database is missing')
    await expect(migrate({ ...rows, data: folder }, toDatabase)).rejects.toThrow('There is nothing in the files')
    await beginAt(files)
    const running = await openStore(files)
    await expect(migrate(rows, toDatabase)).rejects.toThrow('is in use by another verifier')
    await running.close()
    await beginAt(rows)
    const elsewhere = await openStore(rows)
    await expect(migrate(rows, toDatabase)).rejects.toThrow('A verifier is connected to it')
    await elsewhere.close()
    await expect(migrate(rows, toDatabase)).rejects.toThrow('The database should be empty')
    await (await openStore(files)).close()
    await (await openStore(rows)).close()
  })

  it('is killed in the middle, and does all of it when it is run again; a verifier starts on neither half', async () => {
    await beginAt(files)
    const store = await openStore(files)
    const devices = Array.from({ length: 30 }, (_, i) => `device-${i}`)
    const publicKey = new Uint8Array(sizes.publicKey).fill(7)
    for (const device of devices) {
      await store.ciphertexts.write(device, { publicKey, template: new Uint8Array(196_800).fill(8) })
      await store.challenges.insert(sampleChallenge(device, { removeAt: 8e15 }))
    }
    await store.close()
    const settings = join(folder, 'zauth.toml')
    await writeFile(settings, stringify(rows))

    for (const enough of [1, 12]) {
      const child = spawn(process.execPath, ['server/zauth.ts', 'migrate', '--config', settings, '--to', 'database'], {
        cwd: root,
        stdio: 'ignore',
      })
      const exited = once(child, 'exit')
      while ((await arrivedCiphertexts()) < enough && child.exitCode === null);
      child.kill('SIGKILL')
      await exited
      expect(child.signalCode).toBe('SIGKILL')
      await expect(openStore(rows)).rejects.toThrow('has not finished what it began')
      // The other half is whole, and nobody has lost anything.
      const source = await openStore(files)
      expect(await source.ciphertexts.list()).toHaveLength(30)
      await source.close()
    }
    // As if it had been killed between the two words that switch over.
    await setFilesState(files.data, 'moved')
    await expect(openStore(files)).rejects.toThrow('has moved what is in it')

    expect(await migrate(rows, toDatabase)).toMatch(/^ciphertexts +30 /m)
    const moved = await openStore(rows)
    expect((await moved.ciphertexts.list()).sort()).toEqual(devices.sort())
    expect(await moved.challenges.findAll({})).toHaveLength(30)
    await moved.close()
    await expect(openStore(files)).rejects.toThrow('has moved what is in it')
  })

  it('switches nothing over when what arrived is not what was sent', async () => {
    await beginAt(files)
    const store = await openStore(files)
    await store.challenges.insert(sampleChallenge('one'))
    await store.close()
    const prepared = await openStore(rows)
    await prepared.close()
    await ask(`create function forget() returns trigger language plpgsql as 'begin return null; end'`)
    await ask('create trigger forget before insert on challenges for each row execute function forget()')
    await expect(migrate(rows, toDatabase)).rejects.toThrow('What arrived is not what was there (challenges)')
    await expect(openStore(rows)).rejects.toThrow('has not finished what it began')
    await ask('drop trigger forget on challenges')
    expect(await migrate(rows, toDatabase)).toMatch(/^challenges +1 /m)
  })
})

async function arrivedCiphertexts(): Promise<number> {
  const count = `select count(*) from ciphertexts where exists (select from zauth_schema where state = 'filling')`
  const [row] = await ask(count).catch(() => [{ count: 0 }])
  return Number((row as { count: unknown }).count)
}
