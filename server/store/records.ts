import type { AbandonRequest } from '../../shared/protocol/interactionMessages.ts'
import type { Movement, MovementSet } from '../../shared/protocol/movements.ts'
import type { RoadOrOwn } from '../roads/roads.ts'

/** Times are milliseconds since 1970. A field without a value is `null`, never missing. */

/** Somebody at a website. `id` is `accountIdOf(clientId, userId)`. */
export interface Account {
  readonly id: string
  readonly clientId: string
  readonly userId: string
  /** The devices whose faces open this account, in the order in which they came. */
  readonly devices: readonly string[]
  /** Goes up with each change of `devices`, so that of two that see the same list one changes it. */
  readonly version: number
}

/** On what grounds a device may join an account: it is the first, a code of the website's or of the person's own, or one of its devices. */
export type Admission = 'first' | 'ticket' | 'recovery_code' | 'renewal'

/** A browser with a key pair and a template. Its ciphertexts are in the `CiphertextStore`. */
export interface Device {
  readonly id: string
  readonly account: string
  /** RFC 7638 thumbprint of the key that proves each of its requests. */
  readonly proofKey: string
  readonly acceptThreshold: number
  /** base64url SHA-256 of public key ‖ template. */
  readonly keyAndTemplate: string
  /** `pending` until its first accepted token. */
  readonly state: 'pending' | 'active'
  /** The interaction that enrolled it. */
  readonly interaction: string
  readonly admission: Admission
  /** The device in whose place it comes, for `renewal`. */
  readonly renews: string | null
  readonly enrolledAt: number
  /** Which movements its owner can make, chosen at enrolment. */
  readonly movementSet: MovementSet
  /** When a token was last accepted whose challenge asked for movements. */
  readonly movedAt: number | null
  /** What the person calls it, `null` until somebody did. */
  readonly name: string | null
  /** When a token of it was last accepted, to the hour. */
  readonly lastUsedAt: number | null
  /** Which text its owner agreed to, and when by her clock; `null` where her extension did not say. */
  readonly consent: { readonly version: string; readonly time: number } | null
}

/** Sequences of movements that a device was asked for within an hour, since the last that it made well. `id` is the device's. */
export interface Draws {
  readonly id: string
  readonly count: number
  readonly removeAt: number
}

/** Consecutive failures of an account or a device. */
export interface Tries {
  readonly id: string
  readonly failures: number
  /** No try is taken before this time. */
  readonly notBefore: number
}

export type InteractionState = 'waiting' | 'enrolled' | 'matching' | 'authenticated' | 'refused'
export type RefusalReason = AbandonRequest['reason'] | 'enrolment_refused' | 'face_required' | 'expired'

/** How a sign-in was authenticated. */
export type Means = 'face' | 'recovery_code'

/** One sign-in, from the redirect to the way back. `id` is oidc-provider's interaction uid, or 32 random bytes in base64url. */
export interface InteractionRecord {
  readonly id: string
  readonly road: RoadOrOwn
  /** What that road's way back has to know (redirect address, state, nonce, …): JSON that it alone reads. */
  readonly wayBack: string
  /** Origin of the redirect address in use, to be shown beside the website's name. */
  readonly origin: string
  /** How people know the account, where its id is not for reading. */
  readonly accountName: string | null
  /** What the website says that it is for, to be shown to the person. */
  readonly reason: string | null
  /** SHA-256 of the ticket; the ticket itself is derived anew for the page and stored nowhere. */
  readonly ticketHash: string
  readonly account: string
  /** The authenticated request that it came from: a pushed one's id, a signed one's `jti`, a challenge's id. */
  readonly request: string
  /** SHA-256 of the secret of the browser that began it, and may end it. */
  readonly browser: string
  /** Whether a recovery code is not enough to end it well. */
  readonly demandsFace: boolean
  readonly purpose: 'enrol' | 'verify'
  readonly state: InteractionState
  readonly refusal: RefusalReason | null
  /** Tries taken: each was counted before its match ran. */
  readonly tries: number
  /** Series of images taken: an enrolment may be repeated until its device has authenticated. */
  readonly enrolments: number
  /** Sequences of movements drawn: the newest is the one that counts. */
  readonly draws: number
  readonly authenticatedAt: number | null
  readonly authenticatedBy: Means | null
  /** The device whose face it was. */
  readonly authenticatedWith: string | null
  /** Whether the person has typed a ticket of the website's, or a short code of a device of hers, which lets her enrol a device. */
  readonly hasTicket: boolean
  /** Recovery codes and tickets typed, each counted before it was looked at, and when the last was. */
  readonly codeTries: number
  readonly codeTriedAt: number
  readonly expiresAt: number
  readonly removeAt: number
}

/** One of an account's recovery codes, good once. `id` is `codeIdOf` the code. */
export interface RecoveryCode {
  readonly id: string
  readonly account: string
  /** Which set it came with; a new one ends those before. */
  readonly set: string
  /** By which its id was made. */
  readonly hash: 'pbkdf2'
}

/** A website's permission to enrol a device for one account, good once. `id` is `codeIdOf` its code. */
export interface EnrolmentTicket {
  readonly id: string
  readonly account: string
  readonly removeAt: number
}

/** A device's permission to enrol one more, good once, for minutes. `id` is the account's: a new one ends the one before. */
export interface Addition {
  readonly id: string
  /** `codeIdOf` the short code. */
  readonly code: string
  /** The device that gave it: its word, and its going, count. */
  readonly by: string
  /** Short codes typed since, each counted before it was looked at. */
  readonly tries: number
  readonly removeAt: number
}

export interface Challenge {
  /** 32 random bytes, base64url. */
  readonly id: string
  readonly interaction: string
  readonly account: string
  readonly device: string
  /** What the head has to do, in this order; nothing where nothing is due. */
  readonly movements: readonly Movement[]
  /** Which of the interaction's sequences this is, from 1; null without movements. */
  readonly draw: number | null
  /** `open` → `taken` by its one probe → `answered` → `spent` by its one token. */
  readonly state: 'open' | 'taken' | 'answered' | 'spent'
  /** SHA-256 of the token, once answered. */
  readonly tokenHash: string | null
  readonly expiresAt: number
  readonly removeAt: number
}

/** What a website ordered on the verify road, until its result is redeemed. `id` is 32 random bytes, base64url, and stands in its address. */
export interface VerifyChallenge {
  readonly id: string
  readonly clientId: string
  readonly userId: string
  /** `accountIdOf` both. */
  readonly account: string
  /** One of the website's registered addresses. */
  readonly returnTo: string
  readonly reason: string | null
  readonly action: string | null
  /** Whether the website takes no recovery code in place of the face. */
  readonly demandsFace: boolean
  /** SHA-256 of what the website's session keeps. */
  readonly secretHash: string
  /** `open` → `begun` by one browser → `answered` by its one result → `redeemed`. */
  readonly state: 'open' | 'begun' | 'answered' | 'redeemed'
  /** The one sign-in that it began. */
  readonly interaction: string | null
  /** Whether that browser has its page in a window that hands the end over to the page beside it. */
  readonly inWindow: boolean
  /** SHA-256 of the result. */
  readonly resultHash: string | null
  readonly resultExpiresAt: number | null
  readonly authenticatedAt: number | null
  readonly authenticatedBy: Means | null
  readonly expiresAt: number
  readonly removeAt: number
}

/**
 * What oidc-provider keeps: pushed requests, interactions, grants, codes; `id` is `model:id`. And what the roads of Duo and Entra
 * take once: assertions, requests, codes; `id` begins with the road. Proofs of devices, too, where several nodes have to know of them.
 */
export interface OidcArtifact {
  readonly id: string
  readonly grantId: string | null
  readonly uid: string | null
  /** Seconds since 1970, as oidc-provider counts. */
  readonly consumed: number | null
  /** JSON: its keys may hold dots, which the records' store would misread. */
  readonly payload: string
  readonly removeAt: number
}
