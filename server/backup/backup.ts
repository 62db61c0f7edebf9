import { readFile } from 'node:fs/promises'
import { createAudit } from '../audit/createAudit.ts'
import { openAuditJournal } from '../audit/openAuditJournal.ts'
import type { VerifierConfig } from '../config/config.ts'
import { ConfigError } from '../config/configError.ts'
import { loadKeys } from '../keys/loadKeys.ts'
import { sealedNames } from '../seal/sealedDocuments.ts'
import { sealerFor } from '../seal/sealerFor.ts'
import { pathComplaint } from '../config/pathComplaint.ts'
import { requireWritable } from '../store/requireWritable.ts'
import type { Documents } from '../documents/documents.ts'
import { openDocuments, openPlainDocuments } from '../documents/openDocuments.ts'
import { encrypterFor } from './ageFor.ts'
import { collectAccounts } from './collectAccounts.ts'
import { destinationOf } from './destinationOf.ts'
import { formVersion, headName, type Head } from './form.ts'
import { writeLines } from './linesInto.ts'
import { openSource } from './openSource.ts'
import { writeContainer, type AddEntry } from './writeContainer.ts'

export interface BackupOptions {
  /** The file to make, or a folder that is there, in which it gets a name of its own. */
  readonly to: string
  /** Whether it is wanted in clear. */
  readonly plain?: boolean
  readonly recipient: readonly string[]
  readonly passphraseFile?: string | undefined
  /** The settings file, which goes along. */
  readonly settings: string
}

/**
 * Takes a backup, while a verifier runs or not. Whatever it had confirmed before is in it, and nothing that is half done.
 *
 * @returns what was done, as sentences
 * @throws ConfigError when something stands in the way that the operator can change
 */
export async function backup(config: VerifierConfig, options: BackupOptions): Promise<string> {
  if (config.database === undefined) await requireWritable(config.data)
  const encrypter = await encrypterFor(options.recipient, options.passphraseFile)
  requireChoice(encrypter !== null, options.plain === true, config.sealWith !== undefined)
  const to = await destinationOf(options.to, new Date(), encrypter !== null)
  await using acquired = new AsyncDisposableStack()
  const plain = acquired.adopt(await openPlainDocuments(config), (opened) => opened.close())
  const sealer = await sealerFor(config.sealWith, plain)
  const source = acquired.use(await openSource(config, sealer))
  const documents = acquired.adopt(await openDocuments(config), (opened) => opened.close())
  if ((await documents.read('keys')) === null) {
    throw new ConfigError(`${documents.where} has no keys yet: There is nothing to back up before the verifier has run`)
  }
  const journal = openAuditJournal(config.data, source.database)
  acquired.defer(() => journal.close())

  const madeAt = Date.now()
  const found = { accounts: 0, lost: 0 }
  const entries = await writeContainer(to, encrypter, async (add) => {
    const head: Head = { version: formVersion, madeAt, issuer: config.issuer }
    await add(headName, Buffer.from(JSON.stringify(head)))
    await addDocuments(documents, add)
    await add('settings/zauth.toml', await readFile(options.settings))
    Object.assign(found, await collectAccounts(source, add))
    const records = await source.look()
    for (const name of ['tries', 'recoveryCodes', 'enrolmentTickets'] as const) {
      await writeLines(`records/${name}`, linesOf(records[name].each({})), add)
    }
    // Before the lines: one that is signed later would say that the lines that are here were cut off.
    const anchor = await journal.anchor()
    await writeLines('audit/lines', journal.lines(), add)
    if (anchor !== null) await add('audit/signed', Buffer.from(`${anchor}\n`))
  })

  const audit = createAudit({ journal, keys: await loadKeys(documents), now: Date.now, log: null })
  audit.note({ action: 'backup made', by: { operator: 'backup' }, detail: encrypter === null ? 'plain' : 'encrypted' })
  await audit.flushed().catch((error: unknown) => {
    throw pathComplaint(error, `audit: ${to} is made, but the audit log cannot be written`)
  })
  await audit.close()
  return sentences(to, found, entries, encrypter !== null)
}

/** A backup holds the keys of the verifier: that it is in clear is for its operator to say. */
function requireChoice(isEncrypted: boolean, isPlain: boolean, isSealed: boolean): void {
  if (isEncrypted && isPlain) throw new ConfigError('--plain: Expected no --recipient or --passphrase-file beside it')
  if (isEncrypted) return
  if (isSealed) {
    throw new ConfigError(
      '--recipient: What is sealed goes into no backup in clear: Expected this, or --passphrase-file',
    )
  }
  if (isPlain) return
  throw new ConfigError(
    '--recipient: A backup holds the keys of the verifier: Expected this, or --passphrase-file, or --plain for one that is not encrypted',
  )
}

function sentences(
  to: string,
  { accounts, lost }: { accounts: number; lost: number },
  entries: number,
  isEncrypted: boolean,
): string {
  return [
    `Made ${to}: ${accounts} accounts in ${entries} entries.`,
    ...(isEncrypted ? [] : ['It is NOT encrypted: whoever reads it has the keys of this verifier.']),
    ...(lost === 0 ? [] : [`${lost} devices are lost on the disk already and are not in it: see zauth doctor.`]),
    '',
  ].join('\n')
}

async function addDocuments(documents: Documents, add: AddEntry): Promise<void> {
  for (const name of sealedNames) {
    const found = await documents.read(name)
    if (found !== null) await add(`documents/${name}.json`, Buffer.from(found.text))
  }
}

async function* linesOf(records: AsyncIterable<object>): AsyncIterable<string> {
  for await (const record of records) yield JSON.stringify(record)
}
