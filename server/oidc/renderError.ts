import { errors, type ErrorOut, type KoaContextWithOIDC } from 'oidc-provider'
import { errorCodes } from '../../shared/protocol/errors.ts'
import type { VerifierConfig } from '../config.ts'
import { assetsOf } from '../screens/assetsOf.ts'
import { errorScreen } from '../screens/errorScreen.tsx'
import { renderScreen } from '../screens/renderScreen.tsx'

/** oidc-provider's errors that cannot be taken back to the website, on a page of ours. */
export function renderError({ name, issuer }: VerifierConfig) {
  return (ctx: KoaContextWithOIDC, out: ErrorOut, error: Error): void => {
    renderScreen(
      ctx,
      errorScreen({ verifier: name, assets: assetsOf(issuer), message: sentenceOf(out, error), code: out.error }),
    )
  }
}

function sentenceOf(out: ErrorOut, error: Error): string {
  if (error instanceof errors.SessionNotFound) return errorCodes.interaction_unknown.message
  if (out.error === 'server_error') return errorCodes.internal_error.message
  return `The website’s request cannot be used (${out.error_description ?? 'no reason given'}). Go back to it and start again.`
}
