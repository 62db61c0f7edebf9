import type { Parts } from '../parts.ts'
import type { Device } from '../store/records.ts'

/** Notes that a device was given new recovery codes. */
export function noteCodesMade({ audit }: Pick<Parts, 'audit'>, { id, account }: Pick<Device, 'id' | 'account'>): void {
  audit.note({ action: 'recovery codes made', by: { device: id }, account, device: id })
}
