import { clientOf } from '../interactions/clientOf.ts'
import type { VerifierConfig } from '../config/config.ts'
import type { Parts } from '../parts.ts'

/** The website of that id, if it asks by this road; `null` for any other, registered or not. */
export function duoClientOf(parts: Parts, id: string): VerifierConfig['clients'][number] | null {
  const client = clientOf(parts, id)
  return client?.roads.includes('duo') === true ? client : null
}
