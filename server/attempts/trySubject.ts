/** Whom a try is counted for. */
export interface TrySubject {
  readonly interaction: string
  /** `null` in a check of a device's own: who has stolen that device must not make the account's others wait, nor they it. */
  readonly account: string | null
  readonly device: string
}

/** Names under which failures in a row are counted. */
export const accountTries = (account: string) => `account:${account}`
export const deviceTries = (device: string) => `device:${device}`
