import * as v from 'valibot'
import { secureUrl } from '../config/secureUrl.ts'

const guid = v.pipe(
  v.string(),
  v.toLowerCase(),
  v.regex(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/, 'Expected a GUID, such as 00000000-0000-0000-0000-000000000000'),
)

/** What a website on the road of Microsoft Entra has to say: whose users come, and for which application their hints are made. */
export const EntraSettings = v.strictObject({
  /** The tenant whose users come here, and no other's. */
  tenant: guid,
  /** Application (client) id of the registration that stands for this verifier in the tenant: the audience of its hints. */
  audience: guid,
  /** Who signs for the tenant; each of Microsoft's clouds has its own. */
  authority: v.optional(
    v.pipe(secureUrl, v.regex(/[^/]$/, 'Expected no slash at its end')),
    'https://login.microsoftonline.com',
  ),
})
export type EntraSettings = v.InferOutput<typeof EntraSettings>
