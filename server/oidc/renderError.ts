import { errors, type ErrorOut, type KoaContextWithOIDC } from 'oidc-provider'
import { errorCodes } from '../../shared/protocol/errors.ts'
import { noteWebsite, notedWebsite } from '../http/noteWebsite.ts'
import { clientOf } from '../interactions/clientOf.ts'
import type { Parts } from '../parts.ts'
import { assetsOf } from '../screens/assetsOf.ts'
import { errorScreen } from '../screens/errorScreen.tsx'
import { renderScreen } from '../screens/renderScreen.tsx'

/** oidc-provider's errors that cannot be taken back to the website, on a page of ours. */
export function renderError(parts: Parts) {
  const { name, issuer } = parts.config
  return (ctx: KoaContextWithOIDC, out: ErrorOut, error: Error): void => {
    const { client_id: clientId } = ctx.query
    if (typeof clientId === 'string') noteWebsite(ctx, clientOf(parts, clientId))
    renderScreen(
      ctx,
      errorScreen({
        verifier: name,
        assets: assetsOf(issuer),
        message: sentenceOf(out, error),
        code: out.error,
        website: notedWebsite(ctx),
      }),
    )
  }
}

function sentenceOf(out: ErrorOut, error: Error): string {
  if (error instanceof errors.SessionNotFound) return errorCodes.interaction_unknown.message
  if (out.error === 'server_error') return errorCodes.internal_error.message
  return `The website’s request cannot be used (${out.error_description ?? 'no reason given'}). Go back to it and start again.`
}
