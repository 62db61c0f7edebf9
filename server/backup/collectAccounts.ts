import { ZAuthError } from '../../shared/protocol/errors.ts'
import { keyAndTemplateOf } from '../store/keyAndTemplateOf.ts'
import type { Account, Device } from '../store/records.ts'
import { linesInto } from './linesInto.ts'
import type { Source } from './openSource.ts'
import type { AddEntry } from './writeContainer.ts'

interface Collected {
  readonly accounts: number
  readonly devices: number
  /** Devices that their accounts name and the disk has lost: no backup can have them. */
  readonly lost: number
}

type Records = Awaited<ReturnType<Source['look']>>
type Moved = ReadonlyMap<string, number>

/** Each look is a moment later; nobody changes her devices at each of so many. */
const mostLooks = 20

/**
 * Every account with its devices, and the ciphertexts of these, into the backup, one after the other: as many as there are.
 *
 * Accounts, devices and ciphertexts are read one after the other while a verifier changes them. An account goes in with the devices that
 * it names, each with its record and its ciphertexts; where one is missing, the account was changed since it was read (its device was
 * renewed or revoked), and is read again. So each account is as it was at one moment after the backup began, and whole.
 *
 * What was begun and never confirmed, pending devices and those of no account, stays out.
 */
export async function collectAccounts(source: Source, add: AddEntry): Promise<Collected> {
  const accounts = linesInto('records/accounts', add)
  const devices = linesInto('records/devices', add)
  /** Ciphertexts that are in the backup though their account had to be read again. */
  const written = new Set<string>()
  let lost = 0
  /** What was not whole at the last look, by its version then; all accounts at first. */
  let moved: Moved | null = null
  for (let looks = 0; looks < mostLooks; looks++) {
    const records = await source.look()
    const again = new Map<string, number>()
    for await (const account of seen(records, moved)) {
      const whole = await writeCiphertexts(account, records, source, add, written)
      // A device goes after its account has stopped naming it: who names it still, a look later, has lost it.
      if (whole.length < account.devices.length && moved?.get(account.id) !== account.version) {
        again.set(account.id, account.version)
        for (const { id } of whole) written.add(id)
        continue
      }
      await accounts.add(JSON.stringify(account))
      for (const device of whole) await devices.add(JSON.stringify(device))
      lost += account.devices.length - whole.length
    }
    if (again.size === 0) {
      await accounts.end()
      await devices.end()
      return { accounts: accounts.count, devices: devices.count, lost }
    }
    moved = again
  }
  throw new Error('The accounts change faster than they can be read')
}

async function* seen({ accounts }: Records, moved: Moved | null): AsyncIterable<Account> {
  if (moved === null) yield* accounts.each({})
  else
    for (const id of moved.keys()) {
      const account = await accounts.find(id)
      if (account !== null) yield account
    }
}

/** @returns those of an account's devices that are there, with their ciphertexts in the backup */
async function writeCiphertexts(
  account: Account,
  records: Records,
  source: Source,
  add: AddEntry,
  written: ReadonlySet<string>,
): Promise<Device[]> {
  const whole: Device[] = []
  for (const id of account.devices) {
    const device = await records.devices.find(id)
    if (device?.state !== 'active') continue
    if (!written.has(id)) {
      const bytes = await bytesOf(device, source)
      if (bytes === null) continue
      await add(`ciphertexts/${id}.bin`, bytes)
    }
    whole.push(device)
  }
  return whole
}

/** `null` when they are not there, or not what the device's record or its seal says. */
async function bytesOf(device: Device, source: Source): Promise<Buffer | null> {
  const found = await source.ciphertexts(device.id).catch((error: unknown) => {
    if (error instanceof ZAuthError && error.code === 'internal_error') return null
    throw error
  })
  if (found === null) return null
  const isWhole = (await keyAndTemplateOf(found)) === device.keyAndTemplate
  return isWhole ? Buffer.concat([found.publicKey, found.template]) : null
}
