import type { VerifierConfig } from '../config/config.ts'
import { policyFor } from '../policy/policyFor.ts'
import { doWithoutSecret } from '../roads/roads.ts'
import type { Client } from './client.ts'

/** Whether a website proves itself by its secret; where somebody orders tickets, on every road. */
export function needsSecret(config: VerifierConfig, client: Client): boolean {
  return !doWithoutSecret(client.roads) || policyFor(config, client).enrolment === 'ticket'
}
