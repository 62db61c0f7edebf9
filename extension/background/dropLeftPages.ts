import { readPending, type Pending } from '../pending/pending.ts'
import { changePending } from './changePending.ts'
import { tabOf } from './tabOf.ts'

/** Forgets what a tab offered when it has gone on to another page, unless its camera window is open. */
export async function dropLeftPages(tabId: number): Promise<void> {
  const waits = (one: Pending): boolean => one.tabId === tabId && one.windowId === null && one.state !== 'settled'
  if (!(await readPending()).some(waits)) return
  await changePending(async (pending) => {
    const shown = await Promise.all(pending.map(async (one) => !waits(one) || (await tabOf(one)) !== null))
    return pending.filter((_, i) => shown[i])
  })
}
