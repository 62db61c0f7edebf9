import { toBase64url } from '../../shared/protocol/encoding.ts'
import { keyAndTemplateHash } from '../../shared/protocol/transcript.ts'
import type { Account, Device } from '../store/records.ts'
import type { AddEntry } from './writeContainer.ts'
import type { Source } from './openSource.ts'

interface Collected {
  readonly accounts: readonly Account[]
  readonly devices: readonly Device[]
  /** Devices that their accounts name and the disk has lost: no backup can have them. */
  readonly lost: readonly string[]
}

/** Each look is a moment later; nobody changes her devices at each of so many. */
const mostLooks = 20

/**
 * Every account with its devices, and the ciphertexts of these into the backup.
 *
 * Accounts, devices and ciphertexts are read one after the other while a verifier changes them. An account goes in with the devices that
 * it names, each with its record and its ciphertexts; where one is missing, the account was changed since it was read (its device was
 * renewed or revoked), and is read again. So each account is as it was at one moment after the backup began, and whole.
 *
 * What was begun and never confirmed, pending devices and those of no account, stays out.
 */
export async function collectAccounts(source: Source, add: AddEntry): Promise<Collected> {
  const accounts: Account[] = []
  const devices: Device[] = []
  const written = new Set<string>()
  const lost: string[] = []
  /** What was not whole at the last look, by its version then; all accounts at first. */
  let moved: ReadonlyMap<string, number> | null = null
  for (let looks = 0; looks < mostLooks; looks++) {
    const records = await source.look()
    const seen = await records.accounts.findAll({})
    const known = new Map((await records.devices.findAll({ state: 'active' })).map((device) => [device.id, device]))
    const again = new Map<string, number>()
    for (const account of seen) {
      if (moved !== null && !moved.has(account.id)) continue
      const own = account.devices.map((id) => known.get(id))
      const missing = await writeAll(own, source, add, written)
      // A device goes after its account has stopped naming it: who names it still, a look later, has lost it.
      if (missing && moved?.get(account.id) !== account.version) {
        again.set(account.id, account.version)
        continue
      }
      const whole = own.filter((device) => device !== undefined && written.has(device.id)) as Device[]
      accounts.push(account)
      devices.push(...whole)
      lost.push(...account.devices.filter((id) => !whole.some((device) => device.id === id)))
    }
    if (again.size === 0) return { accounts, devices, lost }
    moved = again
  }
  throw new Error('The accounts change faster than they can be read')
}

/** Whether one is missing. */
async function writeAll(
  devices: readonly (Device | undefined)[],
  source: Source,
  add: AddEntry,
  written: Set<string>,
): Promise<boolean> {
  let isMissing = false
  for (const device of devices) {
    if (device !== undefined && written.has(device.id)) continue
    const bytes = device === undefined ? null : await bytesOf(device, source)
    if (device === undefined || bytes === null) {
      isMissing = true
      continue
    }
    await add(`ciphertexts/${device.id}.bin`, bytes)
    written.add(device.id)
  }
  return isMissing
}

/** `null` when they are not there, or not what the device's record says. */
async function bytesOf(device: Device, source: Source): Promise<Buffer | null> {
  const found = await source.ciphertexts(device.id)
  if (found === null) return null
  const { publicKey, template } = found
  const hash = toBase64url(await keyAndTemplateHash(publicKey, template))
  return hash === device.keyAndTemplate ? Buffer.concat([publicKey, template]) : null
}
