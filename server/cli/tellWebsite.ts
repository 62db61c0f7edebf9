import { tellOfReset } from '../oidc/tellOfReset.ts'
import type { AccountParts } from './accounts/withAccounts.ts'

/**
 * Tells the website of an account that was reset, if it wants to know.
 * @returns a sentence about it, empty when there is nothing to say
 */
export async function tellWebsite(
  { config: { issuer }, clients, keys, now }: AccountParts,
  clientId: string,
  userId: string,
): Promise<string> {
  const client = clients.find(clientId)
  const told = client === null ? null : await tellOfReset({ issuer, keys, client, userId, now: now() })
  if (client === null || told === null) return ''
  return told ? `${client.name} was told.\n` : `${client.name} could not be told: end this user’s sessions there.\n`
}
