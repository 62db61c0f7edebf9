/** What an endpoint of Duo's may refuse with: the codes of RFC 6749 §4.1.2.1 and §5.2 that its clients know. */
export type DuoErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'temporarily_unavailable'
  | 'server_error'

/** A request of a website that is not taken. `message` is for its developer, `detail` for the log alone. */
export class DuoRefusal extends Error {
  override readonly name = 'DuoRefusal'
  readonly code: DuoErrorCode
  readonly detail: string | undefined

  constructor(code: DuoErrorCode, message: string, detail?: string) {
    super(message)
    this.code = code
    this.detail = detail
  }
}
