/** Times are milliseconds since 1970. A field without a value is `null`, never missing. */

/** Somebody at a website. `id` is `accountIdOf(clientId, userId)`. */
export interface Account {
  readonly id: string
  readonly clientId: string
  readonly userId: string
  /** The one device whose face opens this account. */
  readonly activeDevice: string | null
}

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
  readonly enrolledAt: number
}

/** Consecutive failures of an account or a device. */
export interface Tries {
  readonly id: string
  readonly failures: number
  /** No try is taken before this time. */
  readonly notBefore: number
}

export type InteractionState = 'waiting' | 'enrolled' | 'matching' | 'authenticated' | 'refused'
export type RefusalReason =
  | 'cancelled'
  | 'not_recognised'
  | 'camera_refused'
  | 'camera_missing'
  | 'no_face'
  | 'account_unknown'
  | 'too_many_tries'
  | 'failed'
  | 'enrolment_refused'
  | 'expired'

/** One sign-in, from the redirect to the way back. `id` is oidc-provider's interaction uid. */
export interface InteractionRecord {
  readonly id: string
  /** SHA-256 of the ticket; the ticket itself is derived anew for the page and stored nowhere. */
  readonly ticketHash: string
  readonly account: string
  /** The pushed authorization request that it came from. */
  readonly request: string
  /** SHA-256 of the secret of the browser that began it, and may end it. */
  readonly browser: string
  readonly purpose: 'enrol' | 'verify'
  readonly state: InteractionState
  readonly refusal: RefusalReason | null
  /** Tries taken: each was counted before its match ran. */
  readonly tries: number
  /** Series of images taken: an enrolment may be repeated until its device has authenticated. */
  readonly enrolments: number
  readonly authenticatedAt: number | null
  readonly expiresAt: number
  readonly removeAt: number
}

export interface Challenge {
  /** 32 random bytes, base64url. */
  readonly id: string
  readonly interaction: string
  readonly account: string
  readonly device: string
  /** `open` → `taken` by its one probe → `answered` → `spent` by its one token. */
  readonly state: 'open' | 'taken' | 'answered' | 'spent'
  /** SHA-256 of the token, once answered. */
  readonly tokenHash: string | null
  readonly expiresAt: number
  readonly removeAt: number
}

/** What oidc-provider keeps: pushed requests, interactions, grants, codes. `id` is `model:id`. */
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
