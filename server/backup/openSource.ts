import { copyFile, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCodeOf } from '../files/errorCodeOf.ts'
import { ConfigError } from '../config/configError.ts'
import type { Sealer } from '../seal/createSealer.ts'
import { openCiphertexts } from '../seal/sealedCiphertexts.ts'
import { sealedStore } from '../seal/sealedStore.ts'
import { openNedbStore } from '../store/embedded/openNedbStore.ts'
import { openStore, type StoreSettings } from '../store/openStore.ts'
import type { Ciphertexts, Store } from '../store/store.ts'
import { recordsFile } from '../store/collections.ts'
import { readCiphertextFile } from '../store/embedded/readCiphertextFile.ts'
import { pathComplaint } from '../config/pathComplaint.ts'
import { keptCollections, type KeptCollection } from './form.ts'

/** What a backup is taken of, while a verifier may be running on it. */
export interface Source extends AsyncDisposable {
  readonly database: Store['database']
  /** Records as they are now, or were a moment ago: whatever was confirmed before the call is among them. */
  look(): Promise<Pick<Store, KeptCollection>>
  /** A device's ciphertexts as they are now. */
  ciphertexts(device: string): Promise<Ciphertexts | null>
}

/** Beginning of the name of the folders that records are copied to. */
const copies = '.backup-'
const abandonedAfter = 24 * 60 * 60_000

/** @param sealer what has sealed it, if anything */
export async function openSource(settings: StoreSettings, sealer: Sealer | null): Promise<Source> {
  if (settings.database !== undefined) {
    const store = await openStore(settings)
    return {
      database: store.database,
      look: () => Promise.resolve(store),
      ciphertexts: (device) => store.ciphertexts.read(device),
      [Symbol.asyncDispose]: () => store.close(),
    }
  }
  const { data } = settings
  await removeAbandoned(data)
  const folders: string[] = []
  return {
    database: null,
    async look() {
      const folder = await mkdtemp(join(data, copies))
      folders.push(folder)
      await copyRecords(data, folder).catch((error: unknown) => {
        throw pathComplaint(error, `data: ${join(data, 'records')} cannot be copied`)
      })
      // Whatever a copy has caught in the middle of being written was not confirmed, and is cut off here.
      const copy = await openNedbStore(folder).catch((cause: unknown) => {
        if (!(cause instanceof ConfigError)) throw cause
        throw new ConfigError(cause.message.replaceAll(folder, data), { cause })
      })
      await copy.close()
      return sealer === null ? copy : sealedStore(copy, sealer)
    },
    async ciphertexts(device) {
      const found = await readCiphertextFile(data, device)
      return found === null || sealer === null ? found : openCiphertexts(sealer, device, found)
    },
    async [Symbol.asyncDispose]() {
      for (const folder of folders) await rm(folder, { recursive: true, force: true })
    },
  }
}

/**
 * A file of records grows at its end, and is written anew under another name that then takes its place: what is open stays what it
 * was, so a copy is a beginning of it that holds all that was in it when the copy began.
 */
async function copyRecords(data: string, folder: string): Promise<void> {
  await mkdir(join(folder, 'records'), { mode: 0o700 })
  for (const name of keptCollections)
    await copyFile(recordsFile(data, name), recordsFile(folder, name)).catch(whenMissing)
}

/** Those of a backup that was killed. */
async function removeAbandoned(data: string): Promise<void> {
  for (const name of (await readdir(data)).filter((found) => found.startsWith(copies))) {
    const path = join(data, name)
    const found = await stat(path).catch(whenMissing)
    if (found && Date.now() - found.mtimeMs > abandonedAfter) await rm(path, { recursive: true, force: true })
  }
}

function whenMissing(error: unknown): void {
  if (errorCodeOf(error) === 'ENOENT') return
  throw error
}
