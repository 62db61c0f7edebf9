import type { Store } from '../store/store.ts'

/**
 * Whether something is here for the first time: of many at the same moment one hears yes.
 *
 * @param id begins with its kind, and is of a bounded length whatever a stranger sends
 * @param until milliseconds since 1970; as long as it is remembered
 * @param group by which those that belong together are found again
 */
export async function firstTime(
  { artifacts }: Pick<Store, 'artifacts'>,
  id: string,
  until: number,
  group: string | null = null,
): Promise<boolean> {
  return await artifacts.insert({ id, grantId: group, uid: null, consumed: null, payload: '{}', removeAt: until })
}
