/** What works with the keys, and is too much to be loaded before the popup is seen: `loadVault` fetches it. */
export { lock } from '../lock/lock.ts'
export { lockState } from '../lock/lockState.ts'
export { Unlock } from '../lock/Unlock.tsx'
export { forgetAccount } from '../storage/accounts/forgetAccount.ts'
