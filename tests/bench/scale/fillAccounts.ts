import { randomBytes } from 'node:crypto'
import type { Account, Device, RecoveryCode, Tries } from '../../../server/store/records.ts'
import type { Ciphertexts, Store } from '../../../server/store/store.ts'

/** What somebody's first enrolment and sign-in have left, as the verifier itself wrote it. */
export interface Sample {
  readonly account: Account
  readonly device: Device
  readonly tries: readonly Tries[]
  readonly codes: readonly RecoveryCode[]
  readonly ciphertexts: Ciphertexts
}

/** The records of the accounts that a store has. */
export async function samplesOf({ accounts, devices, tries, recoveryCodes, ciphertexts }: Store): Promise<Sample[]> {
  const samples: Sample[] = []
  for (const account of await accounts.findAll({})) {
    const [device] = await devices.findAll({ account: account.id, state: 'active' })
    if (device === undefined) continue
    const kept = await ciphertexts.read(device.id)
    if (kept === null) throw new Error('A device without ciphertexts')
    const counted = [await tries.find(`account:${account.id}`), await tries.find(`device:${device.id}`)]
    samples.push({
      account,
      device,
      tries: counted.filter((found) => found !== null),
      codes: await recoveryCodes.findAll({ account: account.id }),
      ciphertexts: kept,
    })
  }
  return samples
}

/** Another id that is as long. */
const like = (id: string): string => randomBytes(id.length).toString('base64url').slice(0, id.length)
const atOnce = 8

/**
 * Adds accounts that take as much room as the samples do, and differ from them in their names.
 * @param withCiphertexts how many of them have their ciphertexts, too, which are a thousand times as large
 */
export async function fillAccounts(
  store: Store,
  samples: readonly Sample[],
  count: number,
  withCiphertexts: number,
): Promise<void> {
  let next = 0
  const fill = async (): Promise<void> => {
    while (next < count) {
      const index = next++
      const sample = samples[index % samples.length]
      if (sample === undefined) throw new RangeError('Unexpected filling without a sample')
      await addLike(store, sample, index < withCiphertexts)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, fill))
}

async function addLike(store: Store, sample: Sample, hasCiphertexts: boolean): Promise<void> {
  const [account, device] = [like(sample.account.id), like(sample.device.id)]
  await store.accounts.insert({ ...sample.account, id: account, userId: like(account.slice(0, 16)), devices: [device] })
  await store.devices.insert({
    ...sample.device,
    id: device,
    account,
    proofKey: like(sample.device.proofKey),
    interaction: like(sample.device.interaction),
  })
  for (const { id, ...tries } of sample.tries)
    await store.tries.insert({ ...tries, id: id.startsWith('account:') ? `account:${account}` : `device:${device}` })
  const set = like(sample.codes[0]?.set ?? '')
  for (const code of sample.codes) await store.recoveryCodes.insert({ ...code, id: like(code.id), account, set })
  if (hasCiphertexts) await store.ciphertexts.write(device, sample.ciphertexts)
}
