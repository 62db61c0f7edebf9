import { setTimeout } from 'node:timers/promises'
import type { VerifierConfig } from '../config/config.ts'
import { ConfigError } from '../config/configError.ts'
import { removeOrphans } from '../devices/removeOrphans.ts'
import { openStore } from '../store/openStore.ts'
import { withVerifier } from './withVerifier.ts'

/** Milliseconds: a step of an enrolment takes far less, and what takes longer than a statement may has failed. */
const aMinute = 60_000

/**
 * Removes from a database what nodes that crashed have left in it.
 *
 * @param between milliseconds from the first look to the second
 * @returns what was removed, as a sentence
 * @throws ConfigError when the verifier has no database
 */
export async function tidy(config: VerifierConfig, between = aMinute): Promise<string> {
  if (config.database === undefined)
    throw new ConfigError('database: There is none. A verifier with files of its own does this when it starts')
  await using acquired = new AsyncDisposableStack()
  const store = acquired.adopt(await openStore({ ...config, databaseConnections: 1 }), (opened) => opened.close())
  const { devices, ciphertexts } = await removeOrphans({ store }, () => setTimeout(between))
  await withVerifier(
    config,
    ({ note }) => {
      const detail = `${devices} devices ${ciphertexts} templates`
      note({ action: 'store tidied', by: { operator: 'tidy' }, detail })
    },
    { opened: store.database },
  )
  return `Removed ${devices} devices that no account had, and ${ciphertexts} templates that no device had.\n`
}
