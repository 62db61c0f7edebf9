import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createAudit } from '../audit/createAudit.ts'
import { openAuditJournal } from '../audit/openAuditJournal.ts'
import type { VerifierConfig } from '../config.ts'
import { ConfigError } from '../configError.ts'
import { loadKeys } from '../keys/loadKeys.ts'
import { writePrivateFile } from '../keys/writePrivateFile.ts'
import { sealedNames } from '../seal/sealedDocuments.ts'
import { sealerFor } from '../seal/sealerFor.ts'
import { checkDataFolder } from '../store/checkDataFolder.ts'
import type { Documents } from '../store/documents.ts'
import { openDocuments, openPlainDocuments } from '../store/openDocuments.ts'
import { encrypterFor } from './ageFor.ts'
import { collectAccounts } from './collectAccounts.ts'
import { formVersion, headName, type Head } from './form.ts'
import { lastBackup } from './lastBackup.ts'
import { openSource } from './openSource.ts'
import { writeContainer, type AddEntry } from './writeContainer.ts'

export interface BackupOptions {
  /** The file to make. */
  readonly to: string
  readonly recipient: readonly string[]
  readonly passphraseFile?: string | undefined
  /** The settings file, which goes along. */
  readonly settings: string
}

/** Records, and lines of the audit log, in one entry. */
const together = 1000

/**
 * Takes a backup, while a verifier runs or not. Whatever it had confirmed before is in it, and nothing that is half done.
 *
 * @returns what was done, as sentences
 * @throws ConfigError when something stands in the way that the operator can change
 */
export async function backup(config: VerifierConfig, options: BackupOptions): Promise<string> {
  const { to } = options
  if ((await stat(to).catch(() => null)) !== null) throw new ConfigError(`--to: ${to} is there already`)
  await checkDataFolder(config.data)
  const encrypter = await encrypterFor(options.recipient, options.passphraseFile)
  if (config.sealWith !== undefined && encrypter === null) {
    throw new ConfigError(
      '--recipient: What is sealed goes into no backup in clear: Expected this, or --passphrase-file',
    )
  }
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
  let [people, lost] = [0, 0]
  const manifest = await writeContainer(to, encrypter, async (add) => {
    const head: Head = { version: formVersion, madeAt, issuer: config.issuer }
    await add(headName, Buffer.from(JSON.stringify(head)))
    await addDocuments(documents, add)
    await add('settings/zauth.toml', await readFile(options.settings))
    const { accounts, devices, lost: gone } = await collectAccounts(source, add)
    ;[people, lost] = [accounts.length, gone.length]
    await addLines('records/accounts', accounts.map(lineOf), add)
    await addLines('records/devices', devices.map(lineOf), add)
    const records = await source.look()
    await addLines('records/tries', (await records.tries.findAll({})).map(lineOf), add)
    const known = new Set(accounts.map(({ id }) => id))
    const ofKnown = ({ account }: { account: string }) => known.has(account)
    await addLines('records/recoveryCodes', (await records.recoveryCodes.findAll({})).filter(ofKnown).map(lineOf), add)
    const tickets = await records.enrolmentTickets.findAll({})
    await addLines('records/enrolmentTickets', tickets.map(lineOf), add)
    // Before the lines: one that is signed later would say that the lines that are here were cut off.
    const anchor = await journal.anchor()
    await addLines('audit/lines', journal.lines(), add)
    if (anchor !== null) await add('audit/signed', Buffer.from(`${anchor}\n`))
  })

  const audit = createAudit({ journal, keys: await loadKeys(documents), now: Date.now, log: null })
  audit.note({ action: 'backup made', by: { operator: 'backup' } })
  await audit.flushed()
  await audit.close()
  await writePrivateFile(join(config.data, lastBackup), JSON.stringify({ madeAt }))
  const missing = lost === 0 ? '' : ` ${lost} devices are lost on the disk already and are not in it: see zauth doctor.`
  return `Made ${to}: ${people} accounts in ${manifest.length} entries${encrypter === null ? ', NOT encrypted' : ''}.${missing}\n`
}

async function addDocuments(documents: Documents, add: AddEntry): Promise<void> {
  for (const name of sealedNames) {
    const found = await documents.read(name)
    if (found !== null) await add(`documents/${name}.json`, Buffer.from(found.text))
  }
}

const lineOf = (record: object): string => JSON.stringify(record)

async function addLines(name: string, lines: Iterable<string> | AsyncIterable<string>, add: AddEntry): Promise<void> {
  let number = 0
  let some: string[] = []
  const send = async (): Promise<void> => {
    if (some.length === 0) return
    await add(
      `${name}-${String(++number).padStart(6, '0')}.jsonl`,
      Buffer.from(some.map((line) => `${line}\n`).join('')),
    )
    some = []
  }
  for await (const line of lines) {
    some.push(line)
    if (some.length >= together) await send()
  }
  await send()
}
