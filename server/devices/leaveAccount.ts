import type { Parts } from '../parts.ts'

/**
 * Takes a device from an account, if it is one of the account's.
 * @param back devices that had made room for it
 */
export async function leaveAccount(
  { store }: Pick<Parts, 'store'>,
  account: string,
  device: string,
  back: readonly string[] = [],
): Promise<void> {
  for (;;) {
    const seen = await store.accounts.find(account)
    if (seen?.devices.includes(device) !== true) return
    const { version } = seen
    const devices = [...back, ...seen.devices.filter((id) => id !== device)]
    if (await store.accounts.update(account, { version }, { devices, version: version + 1 })) return
  }
}
