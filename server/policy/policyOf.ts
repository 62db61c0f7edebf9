import { ratePerTry } from '../../shared/recognition/ratePerTry.ts'
import type { VerifierConfig } from '../config/config.ts'
import type { Parts } from '../parts.ts'
import { clientOf } from '../interactions/clientOf.ts'

/** What holds for the accounts of one website. */
export interface Policy extends Pick<
  VerifierConfig,
  'training' | 'liveness' | 'maxDevices' | 'enrolment' | 'recoveryCodes'
> {
  /** Of one try, so that all tries of a sign-in together hold the rate that was set. */
  readonly falseMatchRate: number
}

/** A website's policy: its own settings, and the operator's where it has none. Who was removed enrols nobody any more. */
export function policyOf(parts: Pick<Parts, 'config' | 'clients'>, clientId: string): Policy {
  const { falseMatchRate, training, liveness, maxDevices, enrolment, recoveryCodes, limits } = parts.config
  const client = clientOf(parts, clientId)
  return {
    falseMatchRate: ratePerTry(client?.falseMatchRate ?? falseMatchRate, limits.triesPerInteraction),
    training: client?.training ?? training,
    liveness: client?.liveness ?? liveness,
    maxDevices: client?.maxDevices ?? maxDevices,
    recoveryCodes: client?.recoveryCodes ?? recoveryCodes,
    enrolment: client === null ? 'closed' : (client.enrolment ?? enrolment),
  }
}
