import { errors } from 'oidc-provider'
import { ZAuthError } from '../../shared/protocol/errors.ts'

/** Waits for the store; that it cannot be used now is said as oidc-provider says it, or it would take that for a fault of ours. */
export async function inItsWords<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (!(error instanceof ZAuthError)) throw error
    // RFC 6749 §4.1.2.1; its status is that of the authorization's redirect, and of no answer of the other addresses.
    throw Object.assign(new errors.TemporarilyUnavailable(error.message), {
      status: error.status,
      statusCode: error.status,
    })
  }
}
