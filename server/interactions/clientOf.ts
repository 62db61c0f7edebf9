import type { VerifierConfig } from '../config.ts'
import type { Parts } from '../parts.ts'

/** The website of that id, `null` when the operator has removed it. */
export function clientOf(
  { config }: Pick<Parts, 'config'>,
  clientId: string,
): VerifierConfig['clients'][number] | null {
  return config.clients.find(({ id }) => id === clientId) ?? null
}
