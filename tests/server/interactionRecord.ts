import type { InteractionRecord } from '../../server/store/records.ts'

/** A sign-in under way as the store keeps it, for tests that need no verifier: of the account `ada`, unless told otherwise. */
export function interactionRecord(id: string, given: Partial<InteractionRecord> = {}): InteractionRecord {
  return {
    id,
    road: 'oidc',
    wayBack: '{}',
    origin: 'http://localhost:4001',
    accountName: null,
    reason: null,
    ticketHash: `ticket of ${id}`,
    account: 'ada',
    request: `request of ${id}`,
    browser: `browser of ${id}`,
    demandsFace: false,
    purpose: 'verify',
    state: 'matching',
    refusal: null,
    tries: 0,
    enrolments: 0,
    draws: 0,
    authenticatedAt: null,
    authenticatedBy: null,
    authenticatedWith: null,
    hasTicket: false,
    codeTries: 0,
    codeTriedAt: 0,
    expiresAt: 1000,
    removeAt: 2000,
    ...given,
  }
}
