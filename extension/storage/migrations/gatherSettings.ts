import { settingsOf } from '../settings/settingsOf.ts'
import { settingsKey } from '../settings/settings.ts'
import type { Change, Stored } from './migration.ts'

/** From version 1 to 2: the preferences, which had a key each, become one record. */
export function gatherSettings(stored: Stored): Change {
  const { camera, wantedBackend: backend, movements, [settingsKey]: settings } = stored
  const before = { camera, backend, movements }
  const gathered = settings ?? Object.fromEntries(Object.entries(before).filter(([, value]) => value !== undefined))
  return { set: { [settingsKey]: settingsOf(gathered) }, remove: ['camera', 'wantedBackend', 'movements'] }
}
