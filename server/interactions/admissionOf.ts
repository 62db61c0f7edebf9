import { ZAuthError } from '../../shared/protocol/errors.ts'
import { mayJoin } from '../devices/mayJoin.ts'
import type { Parts } from '../parts.ts'
import { policyOf } from '../policy/policyOf.ts'
import type { Admission, InteractionRecord } from '../store/records.ts'
import { requireLive } from './requireLive.ts'

/** What a device that would enrol says of itself. */
export interface Candidate {
  /** Thumbprint of the key that proved the request. */
  readonly proofKey: string
  /** The device whose template it would renew. */
  readonly renews: string | null
}

/**
 * On what grounds a device may be enrolled in an interaction: as its own successor, when its face has just been recognised; by
 * a recovery code or a ticket that the person has typed there; as the account's first, where the website allows that.
 *
 * @throws ZAuthError `enrolment_refused`, `already_enrolled`, `device_unknown`, `interaction_over`, `interaction_expired`
 */
export async function admissionOf(
  parts: Parts,
  interaction: InteractionRecord,
  candidate: Candidate,
): Promise<Admission> {
  if (candidate.renews !== null) {
    await requireRenewable(parts, interaction, candidate.renews, candidate.proofKey)
    return 'renewal'
  }
  // It shows that a device's owner is there, and lets nobody else in.
  if (interaction.road === 'own') throw new ZAuthError('enrolment_refused', 'in a check')
  if (interaction.authenticatedBy === 'recovery_code') requireInTime(interaction, parts.now())
  else requireLive(interaction, parts.now())

  const account = await parts.store.accounts.find(interaction.account)
  if (account === null) throw new ZAuthError('enrolment_refused', 'no such account')
  const { enrolment } = policyOf(parts, account.clientId)
  if (enrolment === 'closed') throw new ZAuthError('enrolment_refused', 'not by this website')
  if (interaction.authenticatedBy === 'recovery_code') return 'recovery_code'
  if (interaction.hasTicket) return 'ticket'
  if (interaction.purpose !== 'enrol' || !mayJoin({ admission: 'first', renews: null }, account.devices))
    throw new ZAuthError('already_enrolled')
  if (enrolment !== 'open') throw new ZAuthError('enrolment_refused', 'without a ticket')
  return 'first'
}

/** The sign-in that this very device has just ended well, proven by the same key. */
async function requireRenewable(
  { store, now }: Parts,
  interaction: InteractionRecord,
  id: string,
  proofKey: string,
): Promise<void> {
  if (interaction.state !== 'authenticated')
    throw new ZAuthError('enrolment_refused', 'renewed before it was recognised')
  requireInTime(interaction, now())
  const device = await store.devices.find(id)
  const isSame = device?.proofKey === proofKey && interaction.authenticatedWith === id
  const own = (await store.accounts.find(interaction.account))?.devices ?? []
  if (!isSame || !mayJoin({ admission: 'renewal', renews: id }, own))
    throw new ZAuthError('device_unknown', 'renews another device')
}

function requireInTime({ expiresAt }: InteractionRecord, now: number): void {
  if (expiresAt <= now) throw new ZAuthError('interaction_expired')
}
