import type { VerifierConfig } from '../../config/config.ts'
import type { Database } from './database.ts'

/**
 * The database of the settings, for a command; `null` where a verifier has files.
 * @throws ConfigError when it cannot be opened
 */
export async function openDatabaseOf({ database }: Pick<VerifierConfig, 'database'>): Promise<Database | null> {
  if (database === undefined) return null
  const { openDatabase } = await import('./openDatabase.ts')
  return await openDatabase(database, { connections: 1, states: ['ready'] })
}
