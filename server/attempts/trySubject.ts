/** Whom a try is counted for. */
export interface TrySubject {
  readonly interaction: string
  readonly account: string
  readonly device: string
}

/** Names under which failures in a row are counted. */
export const accountTries = (account: string) => `account:${account}`
export const deviceTries = (device: string) => `device:${device}`
