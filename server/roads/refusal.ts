/** What a request of a website may be refused with: the codes of RFC 6749 §4.1.2.1 and §5.2 that the roads of Duo and Entra use. */
type RefusalCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'access_denied'
  | 'temporarily_unavailable'

/** A request of a website that is not taken. `message` is for its developer, `detail` for the log alone. */
export class RoadRefusal extends Error {
  override readonly name = 'RoadRefusal'
  readonly code: RefusalCode
  readonly detail: string | undefined

  constructor(code: RefusalCode, message: string, detail?: string) {
    super(message)
    this.code = code
    this.detail = detail
  }
}
