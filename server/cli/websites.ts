import { parse, TomlError } from 'smol-toml'
import { addClient } from '../clients/addClient.ts'
import { openClients } from '../clients/openClients.ts'
import { pasteFor } from '../clients/pasteFor.ts'
import { removeClient } from '../clients/removeClient.ts'
import { rotateClient } from '../clients/rotateClient.ts'
import type { VerifierConfig } from '../config.ts'
import { ConfigError } from '../configError.ts'
import { makeDataFolder } from '../store/makeDataFolder.ts'
import type { ClientsCommand, NewWebsite } from './readArguments.ts'
import { tableOf } from './tableOf.ts'

/**
 * Registers websites, and tells of them.
 * @returns what to print
 * @throws ConfigError
 */
export async function runClients(config: VerifierConfig, command: ClientsCommand): Promise<string> {
  await makeDataFolder(config.data)
  switch (command.name) {
    case 'clients add':
      return `${pasteFor(config.issuer, await addClient(config, settingsOf(command.website)))}\n`
    case 'clients rotate':
      return `${pasteFor(config.issuer, await rotateClient(config, command.id))}\n`
    case 'clients remove':
      return `Removed ${(await removeClient(config, command.id)).name}. Its accounts keep their devices, for when it comes back.\n`
    case 'clients list':
      return listOf(config)
  }
}

function settingsOf({ id, label, redirects, roads, settings }: NewWebsite): Record<string, unknown> {
  return {
    ...tomlOf(settings),
    name: label,
    redirectUris: redirects,
    ...(roads.length > 0 && { roads }),
    ...(id !== undefined && { id }),
  }
}

function tomlOf(lines: readonly string[]): Record<string, unknown> {
  try {
    return parse(lines.join('\n'))
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause
    throw new ConfigError(`--set: Expected a setting as in the file, such as enrolment="open"`, { cause })
  }
}

function listOf(config: VerifierConfig): string {
  const clients = openClients(config, (error) => {
    throw error
  }).list()
  if (clients.length === 0) return 'No website is registered: see zauth clients add\n'
  const settled = new Set(config.clients.map(({ id }) => id))
  const rows = clients.map(({ id, name, roads, redirectUris }) => [
    id,
    name,
    roads.join(','),
    settled.has(id) ? 'settings' : 'registered',
    redirectUris.join(' '),
  ])
  return tableOf([['ID', 'NAME', 'ROADS', 'WHERE', 'ADDRESSES'], ...rows])
}
