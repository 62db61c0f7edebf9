import type { Context } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'

/**
 * A form that changes something must come from the verifier's own page: the cookie alone, which is SameSite=Lax, would
 * leave that to the browser.
 * @throws ZAuthError `interaction_unknown`
 */
export function requireOwnOrigin(ctx: Context, { config }: Parts): void {
  if (ctx.get('Origin') !== new URL(config.issuer).origin) {
    throw new ZAuthError('interaction_unknown', 'a form from another origin')
  }
}
