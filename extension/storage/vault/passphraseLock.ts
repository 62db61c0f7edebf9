/** A vault key behind a passphrase. */
export interface PassphraseLock {
  readonly salt: Uint8Array<ArrayBuffer>
  /** scrypt's N, r and p (RFC 7914). */
  readonly cost: { readonly N: number; readonly r: number; readonly p: number }
  /** The vault key, wrapped by what scrypt makes of passphrase and salt. */
  readonly wrapped: Uint8Array<ArrayBuffer>
}
