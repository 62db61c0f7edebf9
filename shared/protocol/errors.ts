/**
 * Every expected failure of ZAuth, as one union of codes. The same codes travel over HTTP, between the extension's
 * parts and into the logs; they are stable, so that an operator can search for them and a page can be written for them.
 */
export const errorCodes = {
  /** The request is not of the form the endpoint asks for (JSON, CBOR, fields, sizes). */
  malformed_request: { status: 400, message: 'The request could not be understood.' },
  /** A ciphertext or key is not of the one serialised form that the encrypted match accepts. */
  malformed_ciphertext: { status: 400, message: 'The encrypted data is damaged or was made by another program.' },
  /** A public key or template that would void the encryption (zero, transparent). */
  degenerate_ciphertext: { status: 400, message: 'The encrypted data protects nothing, so it was refused.' },
  /** The accept threshold is below what the operator's false match rate demands. */
  threshold_too_low: { status: 400, message: 'The enrolment does not meet the required strictness.' },
  /** The body is larger than the endpoint takes. */
  request_too_large: { status: 413, message: 'The request is too large.' },
  unsupported_media_type: { status: 415, message: 'The request has the wrong content type.' },
  /** The DPoP proof is missing, malformed, stale, replayed, for another URL or by another key (RFC 9449 §4.3). */
  invalid_proof: { status: 401, message: 'This device could not prove that it sent the request.' },
  /** No such interaction, or not this browser's. */
  interaction_unknown: {
    status: 404,
    message: 'This sign-in is not known here. Go back to the website and start again.',
  },
  interaction_expired: { status: 410, message: 'This sign-in has expired. Go back to the website and start again.' },
  /** The interaction was authenticated, refused or abandoned already. */
  interaction_over: { status: 409, message: 'This sign-in is already over.' },
  enrolment_refused: { status: 403, message: 'This website does not allow a new face to be enrolled here.' },
  already_enrolled: { status: 409, message: 'A face is already enrolled for this account.' },
  /** The verifier trains elsewhere than the request assumes. */
  training_mismatch: { status: 400, message: 'The verifier expects another way of enrolment.' },
  /** Whoever trains finds it: the extension, or the verifier. */
  series_inconsistent: { status: 400, message: 'The images do not agree with each other. Take them again.' },
  device_unknown: { status: 404, message: 'This device is not enrolled for this account.' },
  device_disabled: {
    status: 403,
    message:
      'This device was disabled after too many tries. Use a recovery code on the sign-in page; then you can set up your face again.',
  },
  /** What was asked for needs a face check of this device that was accepted within the last minutes. */
  check_needed: { status: 401, message: 'Show your face once more, then try again.' },
  /** It would leave the account to whoever enrols next. */
  last_device: {
    status: 409,
    message: 'This is the only device of the account. Add another one first, or delete the account.',
  },
  challenge_unknown: { status: 404, message: 'The challenge is not known here.' },
  challenge_expired: { status: 410, message: 'The challenge has expired. Try again.' },
  /** The challenge has had its one probe, or its one token. */
  challenge_used: { status: 409, message: 'The challenge was used already. Try again.' },
  /** The per-account, per-device or per-interaction number of tries is used up for now. */
  too_many_tries: { status: 429, message: 'Too many tries. Wait a little, then try again.' },
  token_wrong: { status: 403, message: 'The face was not recognised.' },
  /** The verifier has more matches waiting than it takes. */
  busy: { status: 503, message: 'The verifier is busy. Try again in a moment.' },
  /** The back end of a website did not prove who it is (RFC 7617). */
  client_unauthenticated: {
    status: 401,
    message: 'The website did not prove who it is. Check its id and secret, and that its back end sends them.',
  },
  /** The website is not registered for the road that it takes. */
  road_closed: { status: 403, message: 'This website is not registered for this way of asking.' },
  return_unregistered: { status: 400, message: 'The return address is not one that this website has registered.' },
  /** No such result, or of another website, session or user. */
  result_unknown: { status: 403, message: 'This result does not belong to this sign-in.' },
  result_expired: { status: 410, message: 'This result has expired. Start the sign-in again.' },
  result_used: { status: 409, message: 'This result was used already.' },
  not_found: { status: 404, message: 'There is nothing here.' },
  method_not_allowed: { status: 405, message: 'This cannot be done here.' },
  internal_error: { status: 500, message: 'Something went wrong on our side. Nothing was lost; try again.' },

  // What only the extension meets.
  verifier_unreachable: { status: 0, message: 'The verifier cannot be reached. Check your connection and try again.' },
  verifier_untrusted: {
    status: 0,
    message: 'The verifier did not sign its answer with the key it had when you enrolled.',
  },
  verifier_not_granted: { status: 0, message: 'You have not allowed ZAuth to work with this verifier.' },
  not_recognised: { status: 0, message: 'Your face was not recognised.' },
  camera_refused: { status: 0, message: 'The camera is blocked. Allow it for ZAuth, then try again.' },
  /** The browser was told never to ask again. */
  camera_blocked: { status: 0, message: 'The browser keeps the camera from ZAuth, as it was told to.' },
  camera_missing: { status: 0, message: 'No camera was found.' },
  camera_busy: { status: 0, message: 'The camera is in use by another program.' },
  camera_lost: { status: 0, message: 'The camera stopped.' },
  camera_black: { status: 0, message: 'The camera gives a black picture.' },
  camera_frozen: { status: 0, message: 'The camera’s picture stands still.' },
  camera_sideways: { status: 0, message: 'The camera’s picture lies on its side.' },
  camera_tiny: { status: 0, message: 'The camera’s picture is too small to recognise anybody in it.' },
  /** The person wants another one; the window goes on with it by itself. */
  camera_changed: { status: 0, message: 'Another camera was chosen.' },
  no_face: { status: 0, message: 'No face was seen in time.' },
  /** The head did not move as the challenge asks, or what moved was no head, not one and the same, or not live. */
  movements_failed: { status: 0, message: 'Your head was not seen to move as asked.' },
  model_damaged: { status: 0, message: 'A recognition model is damaged. Reinstall the extension.' },
  /** The GPU was reset, its driver broke down, or the worker fell silent; the window starts it again by itself, twice. */
  backend_lost: { status: 0, message: 'The recognition stopped working. Try again.' },
  no_backend: { status: 0, message: 'This browser cannot run the recognition model.' },
  account_unknown: {
    status: 0,
    message:
      'This account is not enrolled in this browser. Use the device that it is enrolled on, or a recovery code on the sign-in page.',
  },
  storage_damaged: {
    status: 0,
    message:
      'The stored keys could not be opened. Use a recovery code on the sign-in page; then you can set up your face again.',
  },
  /** Written by a later version of the extension; nothing of it is touched. */
  storage_newer: {
    status: 0,
    message: 'A newer version of ZAuth has written what is stored here. Update ZAuth; nothing is lost.',
  },
  /** The browser's storage is full, or could not be written. */
  storage_full: {
    status: 0,
    message: 'This browser has no room to store anything. Free some space on the disk, then try again.',
  },
  locked: { status: 0, message: 'ZAuth is locked. Unlock it with your passphrase.' },
  passphrase_short: { status: 0, message: 'This passphrase is too short.' },
  passphrase_wrong: { status: 0, message: 'This is not the passphrase.' },
  /** A file that is no backup of this program's, is damaged, or is of a later version. */
  backup_damaged: { status: 0, message: 'This file is damaged, or is no backup of ZAuth. Nothing was changed.' },
  backup_newer: {
    status: 0,
    message: 'A newer version of ZAuth made this backup. Update ZAuth, then restore it. Nothing was changed.',
  },
  cancelled: { status: 0, message: 'Cancelled.' },
} as const

export type ErrorCode = keyof typeof errorCodes

/**
 * An expected failure. `message` is a sentence for the person, `detail` is for the log and never leaves the process;
 * neither may hold a secret, an embedding or a score.
 */
export class ZAuthError extends Error {
  override readonly name = 'ZAuthError'
  readonly code: ErrorCode
  readonly detail: string | undefined
  /** Seconds after which a new try can succeed; only with `too_many_tries` and `busy`. */
  readonly retryAfter: number | undefined

  constructor(code: ErrorCode, detail?: string, options: { cause?: unknown; retryAfter?: number } = {}) {
    super(errorCodes[code].message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.detail = detail
    this.retryAfter = options.retryAfter
  }

  /** The HTTP status the verifier answers with; 0 for failures that only the extension meets. */
  get status(): number {
    return errorCodes[this.code].status
  }
}

/** Whether a string that came from outside is one of our codes. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code)
}
