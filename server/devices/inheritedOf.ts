import type { EnrolmentRequest } from '../../shared/protocol/enrolmentMessages.ts'
import type { Parts } from '../parts.ts'
import type { Device } from '../store/records.ts'

/**
 * What a device takes over from the one that it renews. The movements are chosen with the first series and kept by those that renew
 * it: who has a device and a photograph must not choose the easier ones. So is the name, which the person may have given, and what
 * she agreed to.
 */
export async function inheritedOf(
  { store }: Pick<Parts, 'store'>,
  { renews, movementSet, name, consent }: EnrolmentRequest,
): Promise<Pick<Device, 'movementSet' | 'name' | 'consent'>> {
  const renewed = renews === undefined ? null : await store.devices.find(renews)
  return {
    movementSet: renewed?.movementSet ?? movementSet,
    name: renewed?.name ?? name ?? null,
    // A face that is taken anew is taken under the same, unless she was asked again.
    consent: consent ?? renewed?.consent ?? null,
  }
}
