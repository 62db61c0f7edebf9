import type Provider from 'oidc-provider'
import type { errors } from 'oidc-provider'
import type { Parts } from '../parts.ts'

/** What oidc-provider refuses goes to the log with its public sentence; its own failures with their stack. */
export function logEvents(provider: Provider, { log }: Parts): void {
  const refused = (event: string) => (_ctx: unknown, error: errors.OIDCProviderError) => {
    log.info({ event, error: error.error, detail: error.error_description }, 'refused')
  }
  provider.on('authorization.error', refused('authorization'))
  provider.on('pushed_authorization_request.error', refused('pushed authorization request'))
  provider.on('grant.error', refused('token request'))
  provider.on('server_error', (_ctx, err) => {
    log.error({ err }, 'unexpected error')
  })
}
