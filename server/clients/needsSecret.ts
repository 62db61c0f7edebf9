import type { VerifierConfig } from '../config/config.ts'
import { policyFor } from '../policy/policyFor.ts'
import type { Client } from './client.ts'

/** Whether a website proves itself by its secret: Entra does so by its tenant's keys, unless somebody there orders tickets. */
export function needsSecret(config: VerifierConfig, client: Client): boolean {
  return client.roads.some((road) => road !== 'entra') || policyFor(config, client).enrolment === 'ticket'
}
