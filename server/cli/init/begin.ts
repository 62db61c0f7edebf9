import { join } from 'node:path'
import { isThere } from '../../files/isThere.ts'
import type { VerifierConfig } from '../../config/config.ts'
import { ConfigError } from '../../config/configError.ts'
import { loadKeys } from '../../keys/loadKeys.ts'
import { makeDataFolder } from '../../store/makeDataFolder.ts'
import { openDocuments } from '../../documents/openDocuments.ts'

/**
 * Begins a verifier: makes its data folder, and its keys in it. A database gets its keys from the first node that finds none there.
 *
 * @returns what was made; `null` when the folder is that of a verifier already, and was left as it is
 * @throws ConfigError when the folder cannot be made, or has what was made with some that are not there
 */
export async function begin(config: VerifierConfig): Promise<string | null> {
  const { data, database } = config
  await makeDataFolder(data)
  if (database !== undefined) return `the data folder ${data}`
  if (await isThere(join(data, 'keys.json'))) return null
  for (const name of ['records', 'audit.jsonl'])
    if (await isThere(join(data, name)))
      throw new ConfigError(
        `data: ${join(data, name)} is of a verifier whose keys.json is not there. Put that back, by "zauth restore" from a backup, or name another folder`,
      )
  await using acquired = new AsyncDisposableStack()
  await loadKeys(acquired.adopt(await openDocuments(config), (opened) => opened.close()))
  return `the data folder ${data}, with the keys`
}
