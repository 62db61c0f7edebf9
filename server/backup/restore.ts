import { mkdtemp, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { isThere } from '../files/isThere.ts'
import { errorCodeOf } from '../files/errorCodeOf.ts'
import { createAudit } from '../audit/createAudit.ts'
import { openAuditFiles } from '../audit/openAuditFiles.ts'
import { ConfigError } from '../config/configError.ts'
import { loadKeys } from '../keys/loadKeys.ts'
import { sealedNames } from '../seal/sealedDocuments.ts'
import { readSealKey } from '../seal/sealKey.ts'
import { appendPrivate } from '../files/appendPrivate.ts'
import { flushFolder } from '../files/flushFolder.ts'
import { giveFolderToOwner } from '../files/giveToOwner.ts'
import type { Documents } from '../documents/documents.ts'
import { openDocuments } from '../documents/openDocuments.ts'
import { cutCiphertexts } from '../store/cutCiphertexts.ts'
import { keyAndTemplateOf } from '../store/keyAndTemplateOf.ts'
import { openStore } from '../store/openStore.ts'
import type { Collection, Store } from '../store/store.ts'
import { pathComplaint } from '../config/pathComplaint.ts'
import { backupKeyFor, type BackupKey } from './ageFor.ts'
import { keptCollections, restoredSettings, type KeptCollection } from './form.ts'
import { readContainer } from './readContainer.ts'

export interface RestoreOptions {
  /** The folder to make. */
  readonly data: string
  readonly identity?: string | undefined
  readonly passphraseFile?: string | undefined
  /** Seals what is restored with a key. */
  readonly sealWith?: string | undefined
  /** Ends all recovery codes: those that were used since the backup would be good again. */
  readonly withoutRecoveryCodes: boolean
}

/**
 * Makes a data folder of a backup. It is put together beside its place, checked, and moved there: it is whole, or not there.
 *
 * @returns what was done, as sentences
 * @throws ConfigError when the folder is not empty or cannot be made, or the file cannot be read or opened; ZAuthError `backup_damaged`,
 *   `backup_newer`
 */
export async function restore(file: string, options: RestoreOptions): Promise<string> {
  const data = resolve(options.data)
  await requirePlaceFor(data)
  const key = await backupKeyFor(options.identity, options.passphraseFile)
  if (options.sealWith !== undefined) await readSealKey(options.sealWith, '--seal-with')
  const building = await mkdtemp(join(dirname(data), `.${basename(data)}-restoring-`)).catch((error: unknown) => {
    throw pathComplaint(error, `--data: ${data} cannot be made`)
  })
  try {
    await giveFolderToOwner(building, (await isThere(data)) ? data : dirname(data))
    const settings = { data: building, ...(options.sealWith !== undefined && { sealWith: options.sealWith }) }
    const { counts, madeAt } = await fill(settings, file, key, options)
    await noteRestored(settings, madeAt)
    await flushFolder(building)
    await rmdir(data).catch(() => undefined)
    await rename(building, data)
    await flushFolder(dirname(data))
    return sentences(options, counts, madeAt)
  } catch (error) {
    await rm(building, { recursive: true, force: true })
    throw pathComplaint(error, `--data: ${data} cannot be filled`)
  }
}

async function requirePlaceFor(data: string): Promise<void> {
  const names = await readdir(data).catch((cause: unknown) => {
    if (errorCodeOf(cause) === 'ENOENT') return []
    throw new ConfigError(`--data: Expected a folder to be made, and ${data} is none, or cannot be looked into`, {
      cause,
    })
  })
  if (names.length > 0) throw new ConfigError(`--data: ${data} is not empty: Expected a folder to be made`)
  const parent = await stat(dirname(data)).catch(() => null)
  if (parent === null) throw new ConfigError(`--data: There is no folder ${dirname(data)}`)
  const found = await stat(data).catch(() => null)
  if (found !== null && found.dev !== parent.dev)
    throw new ConfigError(`--data: A disk is mounted at ${data}, and no folder can take its place: name one in it`)
}

type Settings = { readonly data: string; readonly sealWith?: string }
type Counts = Record<KeptCollection, number>

async function fill(
  settings: Settings,
  file: string,
  key: BackupKey | null,
  { withoutRecoveryCodes }: RestoreOptions,
): Promise<{ counts: Counts; madeAt: number }> {
  await using acquired = new AsyncDisposableStack()
  const store = acquired.adopt(await openStore(settings), (opened) => opened.close())
  const documents = acquired.adopt(await openDocuments(settings), (opened) => opened.close())
  const counts: Counts = { accounts: 0, devices: 0, tries: 0, recoveryCodes: 0, enrolmentTickets: 0 }
  const left = new Set<string>(withoutRecoveryCodes ? ['recoveryCodes', 'enrolmentTickets'] : ['enrolmentTickets'])

  async function put(name: string, bytes: Buffer): Promise<void> {
    const [, kind, rest = ''] = /^([a-z]+)\/([\w.-]+)$/.exec(name) ?? []
    const collection = keptCollections.find((one) => rest.startsWith(`${one}-`))
    if (kind === 'records' && collection !== undefined) {
      const records = linesOf(bytes).map((line) => JSON.parse(line) as { readonly id: string })
      counts[collection] += records.length
      if (!left.has(collection)) await insertAll(store[collection], records)
    } else if (kind === 'ciphertexts') {
      await store.ciphertexts.write(rest.replace(/\.bin$/, ''), cutCiphertexts(bytes))
    } else if (kind === 'documents') await putDocument(documents, rest, bytes.toString())
    else if (kind === 'audit')
      await appendPrivate(join(settings.data, rest === 'signed' ? 'audit.signed' : 'audit.jsonl'), bytes)
    else if (kind === 'settings') await appendPrivate(join(settings.data, restoredSettings), bytes)
    else throw new ZAuthError('backup_damaged', 'an entry that does not belong there')
  }

  const { head } = await readContainer(file, key, put)
  await checkWhole(store)
  if ((await documents.read('keys')) === null) throw new ZAuthError('backup_damaged', 'no keys')
  return { counts, madeAt: head.madeAt }
}

async function insertAll(collection: Collection<{ readonly id: string }>, records: readonly { readonly id: string }[]) {
  const added = await Promise.all(records.map((record) => collection.insert(record)))
  if (added.includes(false)) throw new ZAuthError('backup_damaged', 'a record that is there twice')
}

async function putDocument(documents: Documents, name: string, text: string): Promise<void> {
  const known = sealedNames.find((one) => `${one}.json` === name)
  if (known === undefined || !(await documents.replace(known, null, text))) {
    throw new ZAuthError('backup_damaged', 'a document that does not belong there')
  }
}

/** Nothing that the backup has is half there; what a change during the backup has left over goes. */
async function checkWhole(store: Store): Promise<void> {
  for await (const id of store.ciphertexts.each()) {
    if ((await store.devices.find(id)) === null) await store.ciphertexts.remove(id)
  }
  for await (const { id, keyAndTemplate } of store.devices.each({})) {
    const found = await store.ciphertexts.read(id)
    if (found === null) throw new ZAuthError('backup_damaged', 'a device without its ciphertexts')
    if ((await keyAndTemplateOf(found)) !== keyAndTemplate)
      throw new ZAuthError('backup_damaged', 'a device with other ciphertexts')
  }
  for await (const { id, account } of store.recoveryCodes.each({})) {
    if ((await store.accounts.find(account)) === null) await store.recoveryCodes.remove(id)
  }
}

async function noteRestored(settings: Settings, madeAt: number): Promise<void> {
  await using acquired = new AsyncDisposableStack()
  const documents = acquired.adopt(await openDocuments(settings), (opened) => opened.close())
  const journal = openAuditFiles(settings.data)
  const audit = createAudit({ journal, keys: await loadKeys(documents), now: Date.now, log: null })
  audit.note({ action: 'backup restored', by: { operator: 'restore' }, detail: new Date(madeAt).toISOString() })
  await audit.flushed()
  await audit.close()
}

function sentences({ data, sealWith, withoutRecoveryCodes }: RestoreOptions, counts: Counts, madeAt: number): string {
  const { accounts, devices, recoveryCodes, enrolmentTickets } = counts
  const codes = withoutRecoveryCodes
    ? `${recoveryCodes} recovery codes were left out; people get new ones when their face next matches.`
    : `Recovery codes that were used since are good again; --without-recovery-codes ends all.`
  return `Restored ${accounts} accounts with ${devices} devices into ${data}, as they were at ${new Date(madeAt).toISOString()}.
What happened since is not known: devices that were revoked, and accounts that were deleted, are there again.
${codes}
${enrolmentTickets} enrolment tickets were left out; websites order new ones.
The settings of then are in ${join(data, restoredSettings)}, in clear${sealWith === undefined ? '' : ' though the rest is sealed'}: with whatever secrets they hold they are for you alone (mode 0600). Take them to where
your settings are, or remove them. Next: set data in yours, and run zauth doctor
`
}

const linesOf = (bytes: Buffer): string[] => bytes.toString().split('\n').slice(0, -1)
