import { gatherSettings } from './gatherSettings.ts'
import type { Migration } from './migration.ts'

/** The upgrades of extension storage, in their order: the first takes version 1 to version 2. */
export const migrations: readonly Migration[] = [gatherSettings]

/** The version that this program writes. */
export const schemaVersion = 1 + migrations.length

/** The key under which the version of what is stored stands; version 1 had none. */
export const schemaKey = 'schemaVersion'
