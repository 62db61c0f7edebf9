import * as v from 'valibot'
import type { Kind } from './openRecords.ts'

const text = v.pipe(v.string(), v.minLength(1))
const time = v.pipe(v.number(), v.finite())
const brief = v.looseObject({ id: text, removeAt: time })

/**
 * What a record has at least, in the form of today (`upgrades`): less than a verifier writes, and enough to be of use to one.
 */
export const recordForms = {
  accounts: v.looseObject({ id: text, clientId: text, userId: v.string(), devices: v.array(text), version: time }),
  devices: v.looseObject({
    id: text,
    account: text,
    proofKey: text,
    acceptThreshold: time,
    keyAndTemplate: text,
    state: v.picklist(['pending', 'active']),
  }),
  tries: v.looseObject({ id: text, failures: time, notBefore: time }),
  interactions: brief,
  challenges: brief,
  draws: brief,
  verifyChallenges: brief,
  recoveryCodes: v.looseObject({ id: text, account: text, hash: text }),
  enrolmentTickets: v.looseObject({ id: text, account: text, removeAt: time }),
  additions: brief,
  artifacts: brief,
} as const satisfies Record<Kind, v.GenericSchema>
