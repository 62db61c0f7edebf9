import type { Device } from '../../server/store/records.ts'

/** A device's record. */
export const sampleDevice = (id: string, fields: Partial<Device> = {}): Device => ({
  id,
  account: 'an account',
  proofKey: `key of ${id}`,
  acceptThreshold: 1000,
  keyAndTemplate: 'a hash',
  state: 'active',
  interaction: 'an interaction',
  admission: 'first',
  renews: null,
  enrolledAt: 1,
  movementSet: 'turns',
  movedAt: null,
  name: null,
  lastUsedAt: null,
  consent: null,
  ...fields,
})
