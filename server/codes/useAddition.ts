import type { Parts } from '../parts.ts'
import { codeIdOf } from './codeIdOf.ts'

/** Short codes that may be typed for an account, in all of its sign-ins together, until the one that is good ends. */
const mostTries = 20

/**
 * Uses a short code up, if it is the account's. Each try is counted before it is looked at, so that no number of browsers gets more
 * of them; of many that send the right one at once, one hears yes.
 *
 * @param code as `readCode` gives it
 */
export async function useAddition(
  parts: Pick<Parts, 'store' | 'keys' | 'now'>,
  account: string,
  code: string,
): Promise<boolean> {
  const { accounts, additions } = parts.store
  if (!(await countTry(parts, account))) return false
  const id = await codeIdOf(parts, account, code)
  const addition = await additions.find(account)
  if (addition?.code !== id) return false
  // Taken by whoever typed it, good or not: the device that gave it may have been revoked.
  if (!(await additions.remove(account, { code: id }))) return false
  const own = (await accounts.find(account))?.devices ?? []
  return addition.removeAt > parts.now() && own.includes(addition.by)
}

/** Whether there was one left; the last takes the code along. */
async function countTry({ store }: Pick<Parts, 'store'>, account: string): Promise<boolean> {
  for (;;) {
    const seen = await store.additions.find(account)
    if (seen === null) return false
    const { code, tries } = seen
    if (tries >= mostTries) {
      await store.additions.remove(account, { code, tries })
      return false
    }
    if (await store.additions.update(account, { code, tries }, { tries: tries + 1 })) return true
  }
}
