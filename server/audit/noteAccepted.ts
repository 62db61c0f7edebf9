import type { Parts } from '../parts.ts'
import type { Device, InteractionRecord } from '../store/records.ts'

/**
 * Notes what an accepted token has done.
 * @param replaced the devices that made room for a new one, `null` when the device was the account's already
 */
export async function noteAccepted(
  { audit, store }: Pick<Parts, 'audit' | 'store'>,
  { state, road }: Pick<InteractionRecord, 'state' | 'road'>,
  { id, account, admission }: Device,
  replaced: readonly string[] | null,
): Promise<void> {
  const client = (await store.accounts.find(account))?.clientId
  const subject = { client, account, device: id, by: { device: id } }
  if (replaced !== null) {
    audit.note({
      ...subject,
      action: admission === 'renewal' ? 'device renewed' : 'device enrolled',
      detail: admission,
    })
    const gone = admission === 'renewal' ? [] : replaced
    for (const device of gone) audit.note({ ...subject, action: 'device revoked', device, detail: 'made room' })
  }
  // One that has ended well already goes on for a new device.
  if (state !== 'authenticated') audit.note({ ...subject, action: 'sign-in accepted', detail: road })
}
