import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeSealKey } from '../../server/seal/sealKey.ts'
import { openStore, type StoreSettings } from '../../server/store/openStore.ts'
import type { Store } from '../../server/store/store.ts'
import { freshDatabase } from './freshDatabase.ts'

/** A place for a store that is empty at first. */
export interface Place {
  readonly settings: StoreSettings
  /** Opens what is there; for the embedded store, once what was opened before is closed. */
  open(): Promise<Store>
  forget(): Promise<void>
}

/** A place of each kind: what a store promises is the same for all. */
export const kinds = [
  { name: 'the embedded store', make: () => placeFor({}) },
  { name: 'the store in a database', make: placeInDatabase },
  { name: 'the embedded store, sealed,', make: () => sealed(placeFor({})) },
  { name: 'the store in a database, sealed,', make: () => sealed(placeInDatabase()) },
]

async function sealed(making: Promise<Place>): Promise<Place> {
  const place = await making
  const sealWith = join(place.settings.data, 'seal-key')
  await makeSealKey(sealWith)
  const settings = { ...place.settings, sealWith }
  return { ...place, settings, open: () => openStore(settings) }
}

async function placeInDatabase(): Promise<Place> {
  const database = await freshDatabase()
  const place = await placeFor({ database: database.url })
  return {
    ...place,
    async forget() {
      await place.forget()
      await database.drop()
    },
  }
}

async function placeFor(where: Pick<StoreSettings, 'database'>): Promise<Place> {
  const data = await mkdtemp(join(tmpdir(), 'zauth-store-'))
  const settings = { data, ...where }
  return { settings, open: () => openStore(settings), forget: () => rm(data, { recursive: true }) }
}
