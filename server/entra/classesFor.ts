import * as v from 'valibot'
import { RoadRefusal } from '../roads/refusal.ts'
import { jsonOf } from '../files/jsonOf.ts'

/** What an answer says of how the person was recognised. */
export interface Classes {
  /** The authentication context class of a face. */
  readonly face: string
  /** That of a recovery code; `null` when Entra would not take one. */
  readonly recoveryCode: string | null
}

const wanted = v.object({
  value: v.optional(v.string()),
  values: v.optional(v.pipe(v.array(v.string()), v.maxLength(64)), []),
})
const Requested = v.object({ id_token: v.object({ acr: wanted, amr: wanted }) })

/** "Supported acr claims": those that a face is enough for (inherence), and those that a one-time code is enough for (possession). */
const forFace = ['possessionorinherence', 'inherence', 'knowledgeorinherence', 'knowledgeorpossessionorinherence']
const forCode = ['possessionorinherence', 'possession', 'knowledgeorpossession', 'knowledgeorpossessionorinherence']

/**
 * What may be answered, out of what the `claims` parameter asks for (OpenID Connect Core §5.5).
 * @throws RoadRefusal `access_denied` when it asks for something else than a face
 */
export function classesFor(claims: string): Classes {
  const read = v.safeParse(Requested, jsonOf(claims))
  if (!read.success) throw new RoadRefusal('invalid_request', 'claims does not ask for acr and amr')
  const { acr, amr } = read.output.id_token
  const classes = [acr.value, ...acr.values]
  const methods = [amr.value, ...amr.values]
  const face = forFace.find((name) => classes.includes(name))
  if (face === undefined || !methods.includes('face')) {
    throw new RoadRefusal('access_denied', 'A face would not be enough for what is asked for')
  }
  const recoveryCode = methods.includes('otp') ? forCode.find((name) => classes.includes(name)) : undefined
  return { face, recoveryCode: recoveryCode ?? null }
}
