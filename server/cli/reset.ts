import type { VerifierConfig } from '../config/config.ts'
import { resetAccount } from './accounts/resetAccount.ts'
import { withAccounts } from './accounts/withAccounts.ts'

/**
 * `resetAccount`, of the verifier that the settings describe.
 * @throws ConfigError when there is nothing to be reset, no data folder, or a verifier runs that has files
 */
export async function reset(config: VerifierConfig, clientId: string, userId: string): Promise<string> {
  return await withAccounts(config, (parts) => resetAccount(parts, clientId, userId))
}
