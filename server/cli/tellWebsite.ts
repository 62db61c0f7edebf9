import { openClients } from '../clients/openClients.ts'
import type { VerifierConfig } from '../config/config.ts'
import { loadKeys } from '../keys/loadKeys.ts'
import { tellOfReset } from '../oidc/tellOfReset.ts'
import { openDocuments } from '../documents/openDocuments.ts'

/**
 * Tells the website of an account that was reset, if it wants to know.
 * @returns a sentence about it, empty when there is nothing to say
 */
export async function tellWebsite(config: VerifierConfig, clientId: string, userId: string): Promise<string> {
  await using acquired = new AsyncDisposableStack()
  const documents = acquired.adopt(await openDocuments(config), (opened) => opened.close())
  const client = (await openClients(config, documents)).find(clientId)
  if (client === null) return ''
  const told = await tellOfReset({ issuer: config.issuer, keys: await loadKeys(documents), client, userId, now: Date.now() })
  if (told === null) return ''
  return told ? `${client.name} was told.\n` : `${client.name} could not be told: end this user’s sessions there.\n`
}
