import type { Context } from 'koa'
import { hasExpired } from '../interactions/hasExpired.ts'
import { offerOf } from '../interactions/offerOf.ts'
import { ownInteraction } from '../interactions/ownInteraction.ts'
import { noteSubject } from '../http/noteSubject.ts'
import type { PartsWithProvider } from '../parts.ts'
import { assetsOf } from '../screens/assetsOf.ts'
import { interactionScreen } from '../screens/interactionScreen.tsx'
import { renderScreen } from '../screens/renderScreen.tsx'

/** `GET /interaction/{uid}`: the page that says who asks, for whom, and hands the offer to the extension. */
export async function interactionPage(ctx: Context, uid: string, parts: PartsWithProvider): Promise<void> {
  const interaction = await ownInteraction(ctx, uid, parts)
  noteSubject(ctx, parts, interaction.account)
  const isExpired = hasExpired(interaction, parts.now())
  const { issuer, name, extensionUrl } = parts.config
  const screen = interactionScreen({
    verifier: name,
    assets: assetsOf(issuer),
    page: `${issuer}/interaction/${uid}`,
    extensionUrl,
    offer: await offerOf(parts, interaction),
    refusal: isExpired ? 'expired' : interaction.refusal,
  })
  renderScreen(ctx, screen)
}
