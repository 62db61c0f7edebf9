import type { Adapter } from 'oidc-provider'

const nothing = () => Promise.resolve(undefined)

/** Keeps no session of the browser, so that no sign-in can rest on an earlier one: each is a match of its own. */
export const forgetfulAdapter: Adapter = {
  upsert: nothing,
  find: nothing,
  findByUid: nothing,
  findByUserCode: nothing,
  consume: nothing,
  destroy: nothing,
  revokeByGrantId: nothing,
}
