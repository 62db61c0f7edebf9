import { setTimeout } from 'node:timers/promises'
import { ConfigError } from '../../config/configError.ts'
import type { Database } from './database.ts'
import { verifierName } from './prepareDatabase.ts'

/** A verifier that has just ended may still be listed for a moment. */
const looks = 20

/**
 * Makes sure that no verifier is connected to a database.
 * @param database opened under another name than a verifier's
 * @throws ConfigError when one is
 */
export async function requireAlone(database: Database): Promise<void> {
  for (let looked = 1; ; looked++) {
    const { rows } = await database.query(
      'select 1 as other from pg_stat_activity where datname = current_database() and application_name = $1 limit 1',
      [verifierName],
    )
    if (rows.length === 0) return
    if (looked === looks) throw new ConfigError('database: A verifier is connected to it; end it first')
    await setTimeout(100)
  }
}
