import { toBase64url } from '../../shared/protocol/encoding.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { keyAndTemplateHash } from '../../shared/protocol/transcript.ts'
import type { CollectionName } from '../../server/store/collections.ts'
import type { Ciphertexts, Store } from '../../server/store/store.ts'

type RecordOf<Name extends CollectionName> = NonNullable<Awaited<ReturnType<Store[Name]['find']>>>
type Records = { readonly [Name in CollectionName]: RecordOf<Name> }

/** Long after whoever reads this. */
const late = 4_102_444_800_000
const enrolledAt = 1_790_000_000_000

/** Nothing that anybody could open, of the lengths of real ones. */
export const sampleCiphertexts: Ciphertexts = {
  publicKey: new Uint8Array(sizes.publicKey).fill(7),
  template: new Uint8Array(64).fill(8),
}
const keyAndTemplate = toBase64url(await keyAndTemplateHash(sampleCiphertexts.publicKey, sampleCiphertexts.template))

/** One of each kind that a verifier stores, with every field: a field that comes has to be added here, says the compiler. */
export const sampleRecords: Records = {
  accounts: { id: 'account', clientId: 'shop', userId: 'ada', devices: ['device'], version: 1 },
  devices: {
    id: 'device',
    account: 'account',
    proofKey: 'thumbprint',
    acceptThreshold: 231,
    keyAndTemplate,
    state: 'active',
    interaction: 'interaction',
    admission: 'first',
    renews: null,
    enrolledAt,
    movementSet: 'turns',
    movedAt: enrolledAt,
    name: 'The laptop in the kitchen',
    lastUsedAt: enrolledAt,
    consent: { version: 'text', time: enrolledAt },
  },
  tries: { id: 'device:device', failures: 3, notBefore: 0 },
  interactions: {
    id: 'interaction',
    road: 'oidc',
    wayBack: '{}',
    origin: 'https://shop.example',
    accountName: 'Ada L.',
    reason: 'an order',
    ticketHash: 'hash of a ticket',
    account: 'account',
    request: 'request',
    browser: 'hash of a secret',
    demandsFace: true,
    purpose: 'verify',
    state: 'matching',
    refusal: null,
    tries: 1,
    enrolments: 0,
    draws: 1,
    authenticatedAt: null,
    authenticatedBy: null,
    authenticatedWith: null,
    hasTicket: false,
    codeTries: 0,
    codeTriedAt: 0,
    expiresAt: late,
    removeAt: late,
  },
  challenges: {
    id: 'challenge',
    interaction: 'interaction',
    account: 'account',
    device: 'device',
    movements: ['left', 'up', 'right', 'down'],
    draw: 1,
    state: 'open',
    tokenHash: null,
    expiresAt: late,
    removeAt: late,
  },
  draws: { id: 'device', count: 2, removeAt: late },
  verifyChallenges: {
    id: 'order',
    clientId: 'shop',
    userId: 'ada',
    account: 'account',
    returnTo: 'https://shop.example/paid',
    reason: 'a payment',
    action: 'pay',
    demandsFace: true,
    secretHash: 'hash of the secret of a session',
    state: 'open',
    interaction: null,
    inWindow: false,
    resultHash: null,
    resultExpiresAt: null,
    authenticatedAt: null,
    authenticatedBy: null,
    expiresAt: late,
    removeAt: late,
  },
  recoveryCodes: { id: 'hash of a code', account: 'account', set: 'set', hash: 'pbkdf2' },
  enrolmentTickets: { id: 'hash of a ticket', account: 'account', removeAt: late },
  additions: { id: 'account', code: 'hash of a short code', by: 'device', tries: 0, removeAt: late },
  artifacts: {
    id: 'Grant:one',
    grantId: 'one',
    uid: 'two',
    consumed: null,
    payload: '{"iat":1790000000}',
    removeAt: late,
  },
}
