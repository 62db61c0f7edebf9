import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import type { InteractionRecord } from '../store/records.ts'
import { policyOf } from '../policy/policyOf.ts'

/**
 * A face is enrolled when the website allows it and the account has none.
 * @throws ZAuthError `enrolment_refused`, `already_enrolled`
 */
export async function requireMayEnrol(parts: Parts, { account, purpose }: InteractionRecord): Promise<void> {
  const record = await parts.store.accounts.find(account)
  if (record === null) throw new ZAuthError('enrolment_refused', 'no such account')
  if (purpose !== 'enrol' || record.activeDevice !== null) throw new ZAuthError('already_enrolled')
  if (policyOf(parts, record.clientId).enrolment !== 'open')
    throw new ZAuthError('enrolment_refused', 'not by this website')
}
