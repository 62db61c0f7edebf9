import * as v from 'valibot'
import { ZAuthError } from '../../../shared/protocol/errors.ts'
import { migrations, schemaKey, schemaVersion } from './migrations.ts'
import type { Change, Stored } from './migration.ts'

const Version = v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1)), 1)

/**
 * What takes extension storage to the version of this program; null when it is there already.
 *
 * @throws ZAuthError `storage_newer` when a newer program wrote it, `storage_damaged` when its version cannot be read
 */
export function migrate(stored: Stored): Change | null {
  const read = v.safeParse(Version, stored[schemaKey])
  if (!read.success) throw new ZAuthError('storage_damaged', 'the version of the storage cannot be read')
  const version = read.output
  if (version > schemaVersion) throw new ZAuthError('storage_newer', `version ${version}, expected ${schemaVersion}`)
  if (stored[schemaKey] === schemaVersion) return null
  let now: Record<string, unknown> = { ...stored }
  const removed = new Set<string>()
  const written: Record<string, unknown> = {}
  for (const migration of migrations.slice(version - 1)) {
    const { set, remove } = migration(now)
    for (const key of remove) {
      if (key in now) removed.add(key)
      Reflect.deleteProperty(written, key)
    }
    for (const key of Object.keys(set)) removed.delete(key)
    Object.assign(written, set)
    now = { ...Object.fromEntries(Object.entries(now).filter(([key]) => !remove.includes(key))), ...set }
  }
  return { set: { ...written, [schemaKey]: schemaVersion }, remove: [...removed] }
}
