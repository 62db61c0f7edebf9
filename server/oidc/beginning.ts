import { errors, type Interaction, type KoaContextWithOIDC } from 'oidc-provider'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { markedBrowserOf } from '../http/browserOf.ts'
import { beginInteraction } from '../interactions/beginInteraction.ts'
import { authenticationOf } from '../interactions/authenticationOf.ts'
import type { Parts } from '../parts.ts'
import { demandedClasses } from './demandedClasses.ts'

/** Begins a sign-in of ours for an interaction of oidc-provider's; where its page is. Too many at once go back to the website. */
export function beginning(parts: Parts) {
  const { issuer } = parts.config
  return async (ctx: KoaContextWithOIDC, interaction: Interaction): Promise<string> => {
    const { uid, params } = interaction
    const { client_id: clientId, login_hint: userId, redirect_uri: redirectUri } = params
    if (typeof clientId !== 'string' || typeof userId !== 'string') throw new TypeError('A request without a user')
    if (typeof redirectUri !== 'string') throw new TypeError('A request without a way back')
    const browser = markedBrowserOf(ctx, issuer)
    const sender = parts.senderOf(ctx.req)
    try {
      const request = requestOf(ctx, interaction)
      const road = { road: 'oidc', wayBack: '{}', redirectUri } as const
      const demandsFace = demandedClasses(params)?.includes(authenticationOf('recovery_code').acr) === false
      await beginInteraction(parts, { uid, ...road, clientId, userId, demandsFace, request, browser, sender })
    } catch (error) {
      await interaction.destroy()
      if (!(error instanceof ZAuthError)) throw error
      throw new errors.TemporarilyUnavailable(error.message)
    }
    return `${issuer}/interaction/${uid}`
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
