import type { Parts } from '../parts.ts'
import { policyFor, type Policy } from './policyFor.ts'

/** The policy of the website of that id. */
export function policyOf(parts: Pick<Parts, 'config' | 'clients'>, clientId: string): Policy {
  return policyFor(parts.config, parts.clients.find(clientId))
}
