import { withVerifier } from '../cli/withVerifier.ts'
import { ConfigError } from '../config/configError.ts'
import { requireWritable } from '../store/requireWritable.ts'
import { makeDataFolder } from '../store/makeDataFolder.ts'
import type { StoreSettings } from '../store/openStore.ts'
import { clearAll, copyAll } from './copyAll.ts'
import { differences, fingerprintOf, type Fingerprints } from './fingerprintOf.ts'
import { openFiles } from './openFiles.ts'
import { openRows } from './openRows.ts'
import type { Place } from './place.ts'

export interface MigrateOptions {
  readonly to: 'database' | 'files'
  /** Whether to remove what was moved from where it was. */
  readonly removeSource: boolean
}

/**
 * Moves all that a verifier remembers from the files of its data folder to its database, or back: records, ciphertexts, keys,
 * registered websites and the audit log, as they are stored. What arrived is read again and compared before anything is switched
 * over. Killed at any moment it does the rest when it is run again; until then a verifier can use where it came from, or, from the moment
 * of switching over, neither place.
 *
 * @returns what was done, as sentences
 * @throws ConfigError when there is nothing to move or something where it should go, a verifier runs, or what arrived differs
 */
export async function migrate(settings: StoreSettings, { to, removeSource }: MigrateOptions): Promise<string> {
  const { data, database } = settings
  if (database === undefined)
    throw new ConfigError('database is missing: Expected the database to move to or from, or ZAUTH_DATABASE')
  await (to === 'files' ? makeDataFolder(data) : requireWritable(data))
  await using acquired = new AsyncDisposableStack()
  const files = acquired.adopt(await openFiles(data), (opened) => opened.close())
  const rows = acquired.adopt(await openRows(database), (opened) => opened.close())
  const [source, target] = to === 'files' ? [rows, files] : [files, rows]

  if (removeSource && (await isLeftOver(source, target))) {
    await remove(source)
    return `What was left in ${source.name} is removed; ${target.name} had everything before.\n`
  }
  await requireMovable(source, target)
  await target.setState('filling')
  await target.requireAlone()
  await noteMove(settings, source, to)
  await clearAll(target)
  await copyAll(source, target)
  const arrived = await switchedOver(source, target)
  if (removeSource) await remove(source)
  return `${told(arrived)}
Moved from ${source.name} to ${target.name}, and compared: everything arrived as it was.
${removeSource ? `Nothing is left in ${source.name}.` : `What is left in ${source.name} is out of use: keep it as a copy, or remove it.`}
${to === 'files' ? 'Take `database` out of the settings' : 'Leave `database` in the settings'} before the verifier is started.
`
}

/** In the log that moves: what has arrived is compared with what was there. A run that begins once more may find it out of use already. */
async function noteMove(settings: StoreSettings, source: Place, to: MigrateOptions['to']): Promise<void> {
  if ((await source.state()) !== 'ready') return
  const { database, ...ofFiles } = settings
  await withVerifier(to === 'files' ? { ...ofFiles, database } : ofFiles, ({ note }) => {
    note({ action: 'store moved', by: { operator: 'migrate' }, detail: `to ${to}` })
  })
}

/**
 * In this order: at no moment could a verifier be started on either, and what one has written until then is compared, too. Whatever fails
 * before the target is told to be ready, the source is as it was; of what fails then nobody knows whether the target is.
 */
async function switchedOver(source: Place, target: Place): Promise<Fingerprints> {
  await source.setState('moved')
  const arrived = await arrivedAlone(source, target).catch(async (error: unknown) => {
    // What it failed of is what is to be said, should this fail of it, too.
    await source.setState('ready').catch(() => undefined)
    throw error
  })
  await target.setState('ready')
  return arrived
}

async function remove(source: Place): Promise<void> {
  await source.setState('clearing')
  await clearAll(source)
  await source.setState('ready')
}

/** Whether a run before this one has moved everything, and was ended before it had removed it where it was. */
async function isLeftOver(source: Place, target: Place): Promise<boolean> {
  const [from, into] = [await source.state(), await target.state()]
  // Half of it may be gone by now.
  if (from === 'clearing') return true
  if (from !== 'moved' || into !== 'ready') return false
  return differences(await fingerprintOf(source), await fingerprintOf(target)).length === 0
}

async function requireMovable(source: Place, target: Place): Promise<void> {
  const [from, into] = [await source.state(), await target.state()]
  if (from === 'filling')
    throw new ConfigError(`--to: What is in ${source.name} is half of something; run it the other way`)
  if (from === 'clearing')
    throw new ConfigError(
      `--remove-source: ${capital(source.name)} were moved and half removed; expected this once more`,
    )
  // Moved away, but not by the run that is now done again.
  if (from === 'moved' && into !== 'filling') throw new ConfigError(`--to: ${capital(source.name)} were moved before`)
  if (into === 'filling') return
  const found = [...(await fingerprintOf(target))].filter(([, { count }]) => count > 0).map(([kind]) => kind)
  if (found.length > 0 || into === 'moved')
    throw new ConfigError(`--to: ${capital(target.name)} should be empty, and there is something (${found.join(', ')})`)
  if (!(await hasSomething(source))) throw new ConfigError(`--to: There is nothing in ${source.name} to be moved`)
}

async function hasSomething({ documents }: Place): Promise<boolean> {
  return (await documents.read('keys')) !== null
}

async function arrivedAlone(source: Place, target: Place): Promise<Fingerprints> {
  await source.requireAlone()
  return await compared(source, target)
}

async function compared(source: Place, target: Place): Promise<Fingerprints> {
  const arrived = await fingerprintOf(target)
  const different = differences(await fingerprintOf(source), arrived)
  if (different.length === 0) return arrived
  throw new ConfigError(
    `--to: What arrived is not what was there (${different.join(', ')}); nothing was switched over. Make sure that no verifier runs, and run it again`,
  )
}

function told(arrived: Fingerprints): string {
  return [...arrived]
    .map(([kind, { count, sha256 }]) => `${kind.padEnd(18)}${String(count).padStart(8)}  ${sha256}`)
    .join('\n')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
