import * as v from 'valibot'
import { Account } from '../accounts/account.ts'
import type { DeviceKeys } from '../openKeyStore.ts'

const Sealed = v.looseObject({
  account: Account,
  ticket: v.nullable(v.string()),
  sealed: v.instance(Uint8Array),
  signing: v.nullable(v.looseObject({})),
})

/** Whether an entry of the store of keys has the form that this program writes. */
export function isSealed(entry: unknown): entry is DeviceKeys {
  return v.is(Sealed, entry)
}
