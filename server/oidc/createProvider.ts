import Provider, { type ClientMetadata, type Configuration } from 'oidc-provider'
import type { VerifierConfig } from '../config.ts'
import type { Parts } from '../parts.ts'
import { acr } from './authentication.ts'
import { beginning } from './beginning.ts'
import { createAdapter } from './createAdapter.ts'
import { logEvents } from './logEvents.ts'
import { matchPrompt } from './matchPrompt.ts'
import { renderError } from './renderError.ts'
import { requireLoginHint } from './requireLoginHint.ts'

const wayBackSeconds = 600

/** The OpenID Connect side: code flow with PKCE over pushed requests, every sign-in a match. */
export function createProvider(parts: Parts): Provider {
  const { config, keys, store, now } = parts
  const configuration: Configuration = {
    adapter: createAdapter(store, now),
    clients: config.clients.filter(({ roads }) => roads.includes('oidc')).map(toClient),
    jwks: { keys: [{ ...keys.idToken }] },
    cookies: {
      keys: [...keys.cookies],
      names: { session: 'zauth_session', interaction: 'zauth_interaction', resume: 'zauth_resume' },
      long: { httpOnly: true, sameSite: 'lax', signed: true },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },

    responseTypes: ['code'],
    pkce: { required: () => true },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    scopes: ['openid'],
    acrValues: [acr],
    claims: { openid: ['sub', 'acr', 'amr', 'auth_time'] },
    extraParams: { login_hint: requireLoginHint },
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      dPoP: { enabled: false },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
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

function toClient({ id, secret, name, redirectUris }: VerifierConfig['clients'][number]): ClientMetadata {
  return {
    client_id: id,
    client_secret: secret,
    client_name: name,
    redirect_uris: [...redirectUris],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_basic',
    require_auth_time: true,
  }
}
