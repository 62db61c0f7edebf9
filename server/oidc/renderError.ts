import { errors, type ErrorOut, type KoaContextWithOIDC } from 'oidc-provider'
import { noteWebsite, notedWebsite } from '../http/noteWebsite.ts'
import type { Parts } from '../parts.ts'
import { assetsOf } from '../screens/assetsOf.ts'
import { errorScreen } from '../screens/errorScreen.tsx'
import { renderScreen } from '../screens/renderScreen.tsx'
import type { Words } from '../words/english.ts'
import { wordsFor } from '../words/wordsFor.ts'

/** oidc-provider's errors that cannot be taken back to the website, on a page of ours. */
export function renderError(parts: Parts) {
  const { name, issuer } = parts.config
  return (ctx: KoaContextWithOIDC, out: ErrorOut, error: Error): void => {
    const { client_id: clientId } = ctx.query
    const words = wordsFor(ctx)
    if (typeof clientId === 'string') noteWebsite(ctx, parts.clients.find(clientId))
    renderScreen(
      ctx,
      errorScreen({
        verifier: name,
        assets: assetsOf(issuer),
        words,
        message: sentenceOf(words.texts, out, error),
        code: out.error,
        website: notedWebsite(ctx),
      }),
    )
  }
}

function sentenceOf(texts: Words, out: ErrorOut, error: Error): string {
  if (error instanceof errors.SessionNotFound) return texts.errors.interaction_unknown
  if (out.error === 'server_error') return texts.errors.internal_error
  return texts.unusable(out.error_description ?? out.error)
}
