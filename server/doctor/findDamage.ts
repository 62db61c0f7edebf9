import * as v from 'valibot'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { ConfigError } from '../config/configError.ts'
import type { Sealer } from '../seal/createSealer.ts'
import { openCiphertexts } from '../seal/sealedCiphertexts.ts'
import { recordSeal } from '../seal/sealedCollection.ts'
import { withoutSeal } from '../seal/withoutSeal.ts'
import { collectionNames, foundBy } from '../store/collections.ts'
import { keyAndTemplateOf } from '../store/keyAndTemplateOf.ts'
import { upgrades } from '../store/embedded/upgrades.ts'
import type { Kind, Records, Row } from './openRecords.ts'
import { recordForms } from './recordForms.ts'

/** Something that is stored and cannot be used. */
interface Damage {
  /** As a sentence that names it. */
  readonly says: string
  readonly mend: string
}

export interface Looked {
  readonly damage: readonly Damage[]
  readonly records: number
  readonly devices: number
  /** Devices whose ciphertexts were looked at, too. */
  readonly ciphertexts: number
}

const back =
  'Stop the verifier, and put back a backup: zauth restore FILE --data FOLDER, then data = FOLDER in the settings'

/**
 * Reads every record, and the ciphertexts that records point to.
 *
 * @param sealer what has sealed it, if anything
 * @param mayGoOn whether there is time to look at one more device's ciphertexts
 */
export async function findDamage(records: Records, sealer: Sealer | null, mayGoOn: () => boolean): Promise<Looked> {
  const damage: Damage[] = []
  const counts = { records: 0, devices: 0, ciphertexts: 0 }
  const unreadable = new Set<Kind>()

  for (const kind of collectionNames) {
    try {
      for await (const row of records.each(kind)) {
        counts.records += 1
        const record = openRecord(kind, row, sealer)
        if (record === null) {
          damage.push({ says: `The record ${row.id} in ${records.place(kind)} is damaged.`, mend: back })
        } else if (kind === 'devices') await lookAtDevice(record)
      }
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      unreadable.add(kind)
      damage.push({ says: `${error.message}.`, mend: back })
    }
  }
  if (!unreadable.has('accounts') && !unreadable.has('devices')) await lookAtAccounts()
  return { damage, ...counts }

  async function lookAtDevice(device: Row): Promise<void> {
    counts.devices += 1
    if (!mayGoOn()) return
    counts.ciphertexts += 1
    const what = await complaintAboutCiphertexts(device)
    if (what === null) return
    const says = `The ciphertexts of the device ${device.id} are ${what}: ${records.ciphertextsPlace(device.id)}.`
    damage.push({ says, mend: `${back}; or let the person enrol anew${await resetOf(String(device['account']))}` })
  }

  async function complaintAboutCiphertexts({ id, keyAndTemplate }: Row): Promise<string | null> {
    const found = await records.ciphertexts(id)
    if (found === null) return 'missing'
    try {
      const ciphertexts = sealer === null ? found : openCiphertexts(sealer, id, found)
      return (await keyAndTemplateOf(ciphertexts)) === keyAndTemplate ? null : 'damaged'
    } catch (error) {
      if (error instanceof ZAuthError) return 'damaged'
      throw error
    }
  }

  async function resetOf(id: string): Promise<string> {
    const row = unreadable.has('accounts') ? null : await records.find('accounts', id)
    const account = row === null ? null : openRecord('accounts', row, sealer)
    if (account === null) return ''
    const [client, user] = [account['clientId'], account['userId']].map((one) => JSON.stringify(one))
    return `: zauth accounts reset --client ${client} --user ${user}`
  }

  async function lookAtAccounts(): Promise<void> {
    for await (const row of records.each('accounts')) {
      const account = openRecord('accounts', row, sealer)
      for (const id of (account?.['devices'] ?? []) as readonly string[]) {
        const found = await records.find('devices', id)
        const device = found === null ? null : openRecord('devices', found, sealer)
        if (found !== null && (device === null || device['account'] === row.id)) continue
        const what = found === null ? 'of which there is no record' : 'which is another’s'
        const says = `The account ${row.id} names the device ${id}, ${what}.`
        damage.push({ says, mend: `${back}; or let the person enrol anew${await resetOf(row.id)}` })
      }
    }
  }
}

/** The record in clear and of today's form, `null` when it is damaged; an old one that no verifier would keep is as it is. */
function openRecord(kind: Kind, row: Row, sealer: Sealer | null): Row | null {
  try {
    const clear = sealer === null ? withoutSeal(row) : recordSeal<Row>(sealer, kind, foundBy[kind]).open(row)
    const upgrade = upgrades[kind]
    const record = upgrade === undefined ? clear : upgrade(clear)
    if (record === null) return row
    return v.is(recordForms[kind], record) ? record : null
  } catch {
    return null
  }
}
