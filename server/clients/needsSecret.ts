import type { VerifierConfig } from '../config/config.ts'
import type { Client } from './client.ts'

/** Whether a website proves itself by its secret: Entra does so by its tenant's keys, unless somebody there orders tickets. */
export function needsSecret({ enrolment }: Pick<VerifierConfig, 'enrolment'>, client: Client): boolean {
  return client.roads.some((road) => road !== 'entra') || (client.enrolment ?? enrolment) === 'ticket'
}
