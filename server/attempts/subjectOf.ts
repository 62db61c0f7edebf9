import type { Device, InteractionRecord } from '../store/records.ts'
import type { TrySubject } from './trySubject.ts'

/** Whom a try of a device in an interaction is counted for. */
export function subjectOf({ id, road }: InteractionRecord, { id: device, account }: Device): TrySubject {
  return { interaction: id, account: road === 'own' ? null : account, device }
}
