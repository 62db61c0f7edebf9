import { errors, type Interaction, type KoaContextWithOIDC } from 'oidc-provider'
import type { Parts } from '../parts.ts'
import { asUnavailable } from '../roads/asUnavailable.ts'
import { authenticationOf } from '../roads/authenticationOf.ts'
import { beginAtPage } from '../roads/beginAtPage.ts'
import { demandedClasses } from './demandedClasses.ts'

/** Begins a sign-in of ours for an interaction of oidc-provider's; where its page is. Too many at once go back to the website. */
export function beginning(parts: Parts) {
  return async (ctx: KoaContextWithOIDC, interaction: Interaction): Promise<string> => {
    const { uid, params } = interaction
    const { client_id: clientId, login_hint: userId, redirect_uri: redirectUri } = params
    if (typeof clientId !== 'string' || typeof userId !== 'string') throw new TypeError('A request without a user')
    if (typeof redirectUri !== 'string') throw new TypeError('A request without a way back')
    try {
      return await beginAtPage(ctx, parts, {
        uid,
        road: 'oidc',
        wayBack: '{}',
        redirectUri,
        clientId,
        userId,
        demandsFace: demandedClasses(params)?.includes(authenticationOf('recovery_code').acr) === false,
        request: requestOf(ctx, interaction),
      })
    } catch (error) {
      await interaction.destroy()
      throw new errors.TemporarilyUnavailable(asUnavailable(error).error_description)
    }
  }
}

/**
 * What the website said is named by the pushed request, or by the signed one. oidc-provider keeps the former's id with the
 * interaction, also when it begins anew; its types do not say so.
 */
function requestOf(ctx: KoaContextWithOIDC, interaction: Interaction): string {
  if ('parJti' in interaction && typeof interaction.parJti === 'string') return interaction.parJti
  const signed: unknown = ctx.state['requestObject']
  if (typeof signed !== 'string') throw new TypeError('Neither a pushed request nor a signed one')
  return signed
}
