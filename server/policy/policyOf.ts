import type { VerifierConfig } from '../config.ts'
import type { Parts } from '../parts.ts'
import { clientOf } from '../interactions/clientOf.ts'

/** What holds for the accounts of one website. */
export type Policy = Pick<VerifierConfig, 'falseMatchRate' | 'training' | 'liveness' | 'maxDevices' | 'enrolment'>

/** A website's policy: its own settings, and the operator's where it has none. Who was removed enrols nobody any more. */
export function policyOf(parts: Pick<Parts, 'config' | 'clients'>, clientId: string): Policy {
  const { falseMatchRate, training, liveness, maxDevices, enrolment } = parts.config
  const client = clientOf(parts, clientId)
  return {
    falseMatchRate: client?.falseMatchRate ?? falseMatchRate,
    training: client?.training ?? training,
    liveness: client?.liveness ?? liveness,
    maxDevices: client?.maxDevices ?? maxDevices,
    enrolment: client === null ? 'closed' : (client.enrolment ?? enrolment),
  }
}
