import type { Parts } from '../parts.ts'
import { accountTries, deviceTries } from './trySubject.ts'

/** An accepted token ends a run of failures. */
export async function forgiveTries({ store }: Pick<Parts, 'store'>, account: string, device: string): Promise<void> {
  const none = { failures: 0, notBefore: 0 }
  await store.tries.update(accountTries(account), {}, none)
  await store.tries.update(deviceTries(device), {}, none)
}
