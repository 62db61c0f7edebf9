import type { Store } from '../store/store.ts'

/** Takes all devices from an account's list, whichever are in it by then; which those were. */
export async function leaveAll({ accounts }: Pick<Store, 'accounts'>, id: string): Promise<readonly string[]> {
  for (;;) {
    const seen = await accounts.find(id)
    if (seen === null) return []
    const { version, devices } = seen
    if (await accounts.update(id, { version }, { devices: [], version: version + 1 })) return devices
  }
}
