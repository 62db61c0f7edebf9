export type EntraErrorCode =
  'invalid_request' | 'invalid_scope' | 'unsupported_response_type' | 'access_denied' | 'temporarily_unavailable'

/** A request of Entra's that is not taken. `message` is for its developer, `detail` for the log alone. */
export class EntraRefusal extends Error {
  override readonly name = 'EntraRefusal'
  readonly code: EntraErrorCode
  readonly detail: string | undefined

  constructor(code: EntraErrorCode, message: string, detail?: string) {
    super(message)
    this.code = code
    this.detail = detail
  }
}
