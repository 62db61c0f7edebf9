import { firstTime } from '../once/firstTime.ts'
import { kinds } from '../once/kinds.ts'
import type { Parts } from '../parts.ts'
import { makeRecoveryCodes } from './makeRecoveryCodes.ts'

/** Milliseconds after which somebody else may make them: whoever began has crashed. */
const patience = 60_000

/**
 * Recovery codes for an account that has none: on its first device, or when the last was used. Of two devices that come at the same
 * time one makes them: ten codes are shown, not twice ten.
 *
 * @returns `null` when it has some, or somebody else is making them
 */
export async function makeCodesWhenNone(
  parts: Pick<Parts, 'store' | 'keys' | 'now'>,
  account: string,
): Promise<string[] | null> {
  const { store, now } = parts
  const hasNone = async () => (await store.recoveryCodes.findAll({ account })).length === 0
  if (!(await hasNone())) return null
  const id = kinds.codes + account
  if (!(await firstTime(store, id, now() + patience))) return null
  try {
    return (await hasNone()) ? await makeRecoveryCodes(parts, account) : null
  } finally {
    await store.artifacts.remove(id)
  }
}
