import type { VerifierConfig } from '../config/config.ts'
import { createAddressQuota, type AddressQuota } from './addressQuota.ts'

/** What one address may do in a minute. Each process counts for itself. */
export interface Quotas {
  readonly signIns: AddressQuota
  readonly challenges: AddressQuota
}

export function createQuotas({ limits }: Pick<VerifierConfig, 'limits'>, now: () => number): Quotas {
  return {
    signIns: createAddressQuota(limits.signInsPerAddress, now),
    challenges: createAddressQuota(limits.challengesPerAddress, now),
  }
}
