import type { Context } from 'koa'
import { notedWebsite } from '../http/noteWebsite.ts'
import type { Parts } from '../parts.ts'
import { wordsFor } from '../words/wordsFor.ts'
import { assetsOf } from './assetsOf.ts'
import { errorScreen } from './errorScreen.tsx'
import { renderScreen } from './renderScreen.tsx'

/**
 * Shows a person that the website sent her with a request that is not taken, and that cannot be answered there.
 * @param why `reason` is for the website's developer, of whom she may be asked for it
 */
export function showUnusableRequest(
  ctx: Context,
  { config }: Pick<Parts, 'config'>,
  why: { readonly code: string; readonly reason: string },
): void {
  const words = wordsFor(ctx)
  ctx.status = 400
  renderScreen(
    ctx,
    errorScreen({
      verifier: config.name,
      assets: assetsOf(config.issuer),
      words,
      message: words.texts.unusable(why.reason),
      code: why.code,
      website: notedWebsite(ctx),
    }),
  )
}
