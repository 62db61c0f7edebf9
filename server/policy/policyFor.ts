import { ratePerTry } from '../../shared/recognition/ratePerTry.ts'
import type { Client } from '../clients/client.ts'
import type { VerifierConfig } from '../config/config.ts'
import type { PolicySettings } from './policySettings.ts'

/**
 * What holds for the accounts of one website. The false match rate is that of one try, so that all tries of a sign-in together hold the one
 * that was set.
 */
export type Policy = Readonly<PolicySettings>

/**
 * A website's policy: its own settings, and the operator's where it has none.
 * @param client `null` when it was removed: it enrols nobody any more
 */
export function policyFor(config: VerifierConfig, client: Client | null): Policy {
  return {
    falseMatchRate: ratePerTry(client?.falseMatchRate ?? config.falseMatchRate, config.limits.triesPerInteraction),
    training: client?.training ?? config.training,
    liveness: client?.liveness ?? config.liveness,
    maxDevices: client?.maxDevices ?? config.maxDevices,
    recoveryCodes: client?.recoveryCodes ?? config.recoveryCodes,
    enrolment: client === null ? 'closed' : (client.enrolment ?? config.enrolment),
  }
}
