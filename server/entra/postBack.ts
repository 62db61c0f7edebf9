import type { Context } from 'koa'
import type { Parts } from '../parts.ts'
import { assetsOf } from '../screens/assetsOf.ts'
import { renderScreen } from '../screens/renderScreen.tsx'
import { wordsFor } from '../words/wordsFor.ts'
import { postBackScreen } from './postBackScreen.tsx'

interface Answer {
  readonly website: string
  /** A registered address, and no other. */
  readonly redirectUri: string
  readonly state: string | null
  readonly answer: { readonly id_token: string } | { readonly error: string; readonly error_description: string }
}

/** Sends the browser back to Entra with an answer or an error, and with its state ("Microsoft Entra ID processing of the provider response"). */
export function postBack(ctx: Context, { config }: Parts, { website, redirectUri, state, answer }: Answer): void {
  const screen = postBackScreen({
    verifier: config.name,
    assets: assetsOf(config.issuer),
    words: wordsFor(ctx),
    website,
    action: redirectUri,
    fields: { ...answer, ...(state !== null && { state }) },
    isAnswer: 'id_token' in answer,
  })
  renderScreen(ctx, screen)
  // A form to another host says where it comes from, where it would say "null" otherwise.
  ctx.set('Referrer-Policy', 'strict-origin')
}
