import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import packageJson from '../../package.json' with { type: 'json' }
import { makeSealKey } from '../../server/seal/sealKey.ts'
import { createDatabase } from '../../tools/postgres/createDatabase.ts'
import { openPostgres } from '../../tools/postgres/openPostgres.ts'
import { openVaultBrowser } from '../e2e/openVaultBrowser.ts'
import { dumpDatabase, textOf } from './dumpDatabase.ts'
import { fillPlace } from './fillPlace.ts'
import { sampleCiphertexts } from './sampleRecords.ts'
import { folderOf, passphrase } from './snapshot.ts'
import { writeFiles } from './writeFiles.ts'

/**
 * `node tests/released/write.ts`, after a build: writes what this version stores into the folder of its number, one of everything,
 * in every place where it is stored. Done once for each version, before it is released; from then on it is left as it is.
 */
const folder = folderOf(packageJson.version)

await rm(folder, { recursive: true, force: true })
await mkdir(folder)
await writeFiles(folder)
await writeSealedFiles()
await writeDatabase()
await writeExtension()

async function writeSealedFiles(): Promise<void> {
  const sealWith = join(folder, 'seal-key')
  await makeSealKey(sealWith)
  await fillPlace({ data: join(folder, 'sealed'), sealWith })
}

async function writeDatabase(): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'zauth-released-'))
  const server = await openPostgres()
  try {
    const { url } = await createDatabase(server.url)
    // A row takes any length, and a short one is read more easily.
    await fillPlace({ data, database: url }, { ...sampleCiphertexts, publicKey: new Uint8Array(64).fill(7) })
    const client = new Client(url)
    await client.connect()
    await writeFile(join(folder, 'database.sql'), textOf(await dumpDatabase(client)))
    await client.end()
  } finally {
    await server.stop()
    await rm(data, { recursive: true })
  }
}

/** What a browser has of the extension: its keys are behind a passphrase, as no file can hold them otherwise. */
async function writeExtension(): Promise<void> {
  const vault = await openVaultBrowser()
  try {
    const device = 'A'.repeat(22)
    const prints = await vault.call('stage', 'ada', device, true, 1000)
    await vault.call('keep', 'ada', device)
    await vault.call('setPassphrase', passphrase)
    await vault.call('useEverything', device)
    await writeJson('extension.json', { prints, stored: await vault.call('dump') })
  } finally {
    await vault.forget()
  }
}

async function writeJson(name: string, value: unknown): Promise<void> {
  await writeFile(join(folder, name), `${JSON.stringify(value, null, 2)}\n`)
}
