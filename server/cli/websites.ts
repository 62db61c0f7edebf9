import { parse, TomlError } from 'smol-toml'
import { addClient } from '../clients/addClient.ts'
import type { Client } from '../clients/client.ts'
import { openClients } from '../clients/openClients.ts'
import { pasteFor } from '../clients/pasteFor.ts'
import { removeClient } from '../clients/removeClient.ts'
import { rotateClient } from '../clients/rotateClient.ts'
import type { VerifierConfig } from '../config/config.ts'
import { ConfigError } from '../config/configError.ts'
import { policyFor } from '../policy/policyFor.ts'
import type { Say } from './program.ts'
import { tableOf } from './tableOf.ts'
import { withVerifier } from './withVerifier.ts'

/** A website as the command line describes it. */
export interface NewWebsite {
  readonly id?: string | undefined
  readonly name: string
  readonly redirect: readonly string[]
  readonly road?: readonly string[] | undefined
  /** Lines of TOML. */
  readonly set?: readonly string[] | undefined
}

/**
 * @param say takes what to paste there: before the audit log is written, as that may fail, and nobody sees the secret again
 * @throws ConfigError
 */
export async function registerWebsite(config: VerifierConfig, website: NewWebsite, say: Say): Promise<void> {
  await withVerifier(config, async ({ documents, note }) => {
    const client = await addClient(config, documents, settingsOf(website))
    say(pasteOf(config, client))
    note({ action: 'website added', by: { operator: 'clients add' }, client: client.id })
  })
}

/**
 * @param say takes what to paste there, as for `registerWebsite`
 * @throws ConfigError
 */
export async function renewSecret(config: VerifierConfig, id: string, say: Say): Promise<void> {
  await withVerifier(config, async ({ documents, note }) => {
    const client = await rotateClient(config, documents, id)
    say(pasteOf(config, client))
    note({ action: 'website rotated', by: { operator: 'clients rotate' }, client: id })
  })
}

/**
 * @returns what was done, as sentences
 * @throws ConfigError
 */
export async function removeWebsite(config: VerifierConfig, id: string): Promise<string> {
  return await withVerifier(config, async ({ documents, note }) => {
    const { name } = await removeClient(config, documents, id)
    note({ action: 'website removed', by: { operator: 'clients remove' }, client: id })
    return `Removed ${name}. Its accounts keep their devices, for when it comes back.\n`
  })
}

/** @throws ConfigError */
export async function tableOfWebsites(config: VerifierConfig): Promise<string> {
  const clients = await withVerifier(config, async ({ documents }) => (await openClients(config, documents)).list())
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

const pasteOf = (config: VerifierConfig, client: Client): string =>
  `${pasteFor(config.issuer, { ...client, enrolment: policyFor(config, client).enrolment })}\n`

/** What `--set` may not say, and what says it instead. */
const saidElsewhere = {
  id: '--id',
  name: '--name',
  redirectUris: '--redirect',
  roads: '--road',
  secret: 'nothing: it is drawn at random, and printed',
}

function settingsOf({ id, name, redirect, road, set = [] }: NewWebsite): Record<string, unknown> {
  const more = tomlOf(set)
  for (const [setting, option] of Object.entries(saidElsewhere))
    if (setting in more) throw new ConfigError(`--set: ${setting} is not set by this, but by ${option}`)
  return {
    ...more,
    name,
    redirectUris: redirect,
    ...(road !== undefined && { roads: road }),
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
