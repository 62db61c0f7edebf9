import type { Parts } from '../parts.ts'
import type { InteractionRecord } from '../store/records.ts'
import { refuseClosed } from './refuseClosed.ts'
import { triesLeftIn } from './triesLeftIn.ts'
import { accountTries, deviceTries, type TrySubject } from './trySubject.ts'

/**
 * Whether a try would be taken now; counts nothing.
 * @returns tries left in the interaction, this one included
 * @throws ZAuthError `too_many_tries`, `device_disabled`
 */
export async function checkTries(
  parts: Parts,
  interaction: InteractionRecord,
  { account, device }: TrySubject,
): Promise<number> {
  refuseClosed(await parts.store.tries.find(deviceTries(device)), parts.now())
  if (account !== null) refuseClosed(await parts.store.tries.find(accountTries(account)), parts.now())
  return triesLeftIn(interaction, parts)
}
