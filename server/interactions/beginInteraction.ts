import type { Parts } from '../parts.ts'
import { policyOf } from '../policy/policyOf.ts'
import type { RoadOrOwn } from '../roads/roads.ts'
import type { InteractionRecord } from '../store/records.ts'
import { accountIdOf } from './accountIdOf.ts'
import { refuseMultitude } from './refuseMultitude.ts'
import { ticketHashOf, ticketOf } from './interactionTicket.ts'

export interface Beginning {
  /** oidc-provider's interaction uid; for every other road 32 random bytes in base64url. */
  readonly uid: string
  readonly road: RoadOrOwn
  /** JSON that only the road's way back reads. */
  readonly wayBack: string
  /** Where the person will be sent back to: the origin is shown to her. */
  readonly redirectUri: string
  readonly clientId: string
  /** The website's own, from an authenticated request and nowhere else. */
  readonly userId: string
  /** How people know that user, where her id is not for reading; default none. */
  readonly accountName?: string | null
  /** What the website says that it is for, shown to the person; default none. */
  readonly reason?: string | null
  /** Whether it takes no recovery code in place of the face; default what the website’s policy says. */
  readonly demandsFace?: boolean
  /** Id of that request; a few sign-ins may begin with one. */
  readonly request: string
  /** From `browserOf`. */
  readonly browser: string
  /** From `parts.senderOf`: whom it is counted for. */
  readonly sender: string | null
}

/** How long an ended sign-in is remembered, so that whoever comes late is told why. */
const remembered = 10 * 60_000

/**
 * Records a sign-in at its beginning: for whom, and whether a face is to be enrolled or compared.
 * @throws ZAuthError `too_many_tries`
 */
export async function beginInteraction(parts: Parts, beginning: Beginning): Promise<void> {
  const { uid, road, wayBack, redirectUri, clientId, userId, request, browser } = beginning
  const { accountName = null, reason = null, demandsFace = false } = beginning
  const { store, keys, config, now, quotas } = parts
  quotas.signIns.take(beginning.sender)
  const id = accountIdOf(clientId, userId)
  await store.accounts.insert({ id, clientId, userId, devices: [], version: 0 })
  const account = await store.accounts.find(id)
  const isEnrolled = account !== null && account.devices.length > 0
  const policy = policyOf(parts, clientId)
  const isRefused = !isEnrolled && policy.enrolment === 'closed'
  const expiresAt = now() + 1000 * config.limits.interactionSeconds
  const interaction: InteractionRecord = {
    id: uid,
    road,
    wayBack,
    origin: new URL(redirectUri).origin,
    accountName,
    reason,
    ticketHash: ticketHashOf(ticketOf(keys, uid)),
    account: id,
    request,
    browser,
    demandsFace: demandsFace || policy.recoveryCodes !== 'sign-in',
    purpose: isEnrolled ? 'verify' : 'enrol',
    state: isRefused ? 'refused' : 'waiting',
    refusal: isRefused ? 'enrolment_refused' : null,
    tries: 0,
    enrolments: 0,
    draws: 0,
    authenticatedAt: null,
    authenticatedBy: null,
    authenticatedWith: null,
    hasTicket: false,
    codeTries: 0,
    codeTriedAt: 0,
    expiresAt,
    removeAt: expiresAt + remembered,
  }
  await store.interactions.insert(interaction)
  // Again, for when its owner has deleted it meanwhile: no sign-in is without an account.
  await store.accounts.insert({ id, clientId, userId, devices: [], version: 0 })
  try {
    await refuseMultitude(parts, interaction)
  } catch (error) {
    await store.interactions.remove(uid)
    throw error
  }
  parts.metrics.signInBegun(road)
  if (isRefused) parts.metrics.signInEnded(road, 'enrolment_refused')
}
