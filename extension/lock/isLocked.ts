import { lockState } from './lockState.ts'

/**
 * Whether the passphrase is needed before any key can be used.
 *
 * @throws ZAuthError `storage_newer`
 */
export async function isLocked(): Promise<boolean> {
  return (await lockState()) === 'locked'
}
