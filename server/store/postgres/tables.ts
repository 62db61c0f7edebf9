/**
 * The tables of records, by collection: the fields that have a column beside the record, because records are found by them. A
 * record is JSON as a whole, so that a new field needs no migration; only a new collection, or a new field to find by, does.
 */
export const tables = {
  accounts: [],
  devices: ['account', 'interaction', 'proofKey', 'state'],
  tries: [],
  interactions: ['ticketHash', 'account', 'request', 'removeAt'],
  challenges: ['interaction', 'account', 'removeAt'],
  draws: ['removeAt'],
  verifyChallenges: ['account', 'secretHash', 'removeAt'],
  recoveryCodes: ['account'],
  enrolmentTickets: ['account', 'removeAt'],
  additions: ['removeAt'],
  artifacts: ['grantId', 'uid', 'removeAt'],
} as const
