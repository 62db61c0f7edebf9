import Provider, { errors, type Configuration } from 'oidc-provider'
import type { PrivateJwk } from '../keys/keyFile.ts'
import type { Parts } from '../parts.ts'
import { beginning } from './beginning.ts'
import { checkRequestObject } from './checkRequestObject.ts'
import { createAdapter } from './createAdapter.ts'
import { logEvents } from './logEvents.ts'
import { matchPrompt } from './matchPrompt.ts'
import { renderError } from './renderError.ts'
import { requireLoginHint } from './requireLoginHint.ts'
import { reachableClasses, requireReachableClass } from './requireReachableClass.ts'
import { subjectOf } from './subjectOf.ts'

const wayBackSeconds = 600

/**
 * The OpenID Connect side: code flow with PKCE over pushed or signed requests, every sign-in a match.
 * @param idTokenKeys the first signs, all are published
 */
export function createProvider(parts: Parts, idTokenKeys: readonly PrivateJwk[]): Provider {
  const { config, keys } = parts
  const configuration: Configuration = {
    adapter: createAdapter(parts),
    jwks: { keys: idTokenKeys.map((key) => ({ ...key })) },
    cookies: {
      keys: [...keys.cookies],
      names: { session: 'zauth_session', interaction: 'zauth_interaction', resume: 'zauth_resume' },
      long: { httpOnly: true, sameSite: 'lax', signed: true },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },

    responseTypes: ['code'],
    pkce: { required: () => true },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt'],
    scopes: ['openid'],
    // OIDC Core §3.1.2.1, §3.1.3.1.
    allowOmittingSingleRegisteredRedirectUri: false,
    acrValues: [...reachableClasses],
    subjectTypes: ['public', 'pairwise'],
    pairwiseIdentifier(_ctx, userId, { clientId }) {
      const client = parts.clients.find(clientId)
      if (client === null) throw new errors.InvalidClient('no longer registered', clientId)
      return subjectOf(keys, client, userId)
    },
    claims: { openid: ['sub', 'acr', 'amr', 'auth_time'] },
    extraParams: { login_hint: requireLoginHint(parts), acr_values: requireReachableClass },
    features: {
      devInteractions: { enabled: false },
      // Whose user id came neither pushed nor signed is refused by requireLoginHint.
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: false },
      requestObjects: { enabled: true, assertJwtClaimsAndHeader: checkRequestObject },
      claimsParameter: { enabled: true },
      dPoP: { enabled: true },
      backchannelLogout: { enabled: true },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: true },
    },

    interactions: {
      policy: [matchPrompt()],
      url: beginning(parts),
    },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    // Who is asked is asked for `openid` alone, and the website knows its own user already: there is nothing to consent to.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.account?.accountId })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
    expiresWithSession: () => false,
    clientBasedCORS: () => false,
    renderError: renderError(parts),
    ttl: {
      AccessToken: 60,
      AuthorizationCode: 60,
      Grant: 300,
      IdToken: 600,
      // Longer than a sign-in lives: who comes too late still finds the way back to the website.
      Interaction: config.limits.interactionSeconds + wayBackSeconds,
      Session: 60,
    },
  }
  const provider = new Provider(config.issuer, configuration)
  // Its addresses come from the issuer: see speakAsIssuer.
  provider.proxy = true
  logEvents(provider, parts)
  return provider
}
