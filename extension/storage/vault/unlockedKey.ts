import * as v from 'valibot'

/** Where the browser session's memory has the vault key while it is unlocked. */
export const unlockedName = 'unlocked'

/** Where it has when the computer was last known to be awake, in milliseconds since 1970, while a vault key is unlocked. */
export const awakeName = 'awake'

/** A vault key that a passphrase has opened. Never on a disk: the browser keeps its session's storage in memory. */
export const UnlockedKey = v.strictObject({
  /** base64url, 32 bytes. */
  key: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  /** Milliseconds since 1970. */
  usedAt: v.pipe(v.number(), v.safeInteger()),
})
export type UnlockedKey = v.InferOutput<typeof UnlockedKey>
