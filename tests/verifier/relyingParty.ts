import * as openid from 'openid-client'
import { website } from './website.ts'

type Tokens = Awaited<ReturnType<typeof openid.authorizationCodeGrant>>

/** The website's side of a sign-in, by the unmodified client library. */
export interface SignIn {
  /** Where the website sends the browser. */
  readonly url: URL
  /** Takes the address that the browser came back to; the id_token's claims, checked by the library. */
  complete(callback: URL): Promise<openid.IDToken>
  /** The same: all that the library got. */
  exchange(callback: URL): Promise<Tokens>
}

export interface RelyingParty {
  readonly configuration: openid.Configuration
  begin(user: string, parameters?: Record<string, string>): Promise<SignIn>
}

/** Discovers the verifier as any OpenID Connect client does. */
export async function createRelyingParty(
  issuer: string,
  { id, secret }: Pick<typeof website, 'id' | 'secret'> = website,
): Promise<RelyingParty> {
  const configuration = await openid.discovery(new URL(issuer), id, secret, undefined, {
    execute: [openid.allowInsecureRequests],
  })
  return {
    configuration,
    async begin(user, parameters = {}) {
      const verifier = openid.randomPKCECodeVerifier()
      const state = openid.randomState()
      const nonce = openid.randomNonce()
      const url = await openid.buildAuthorizationUrlWithPAR(configuration, {
        redirect_uri: website.redirectUri,
        scope: 'openid',
        login_hint: user,
        state,
        nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...parameters,
      })
      const checks = {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      }
      const exchange = (callback: URL) => openid.authorizationCodeGrant(configuration, callback, checks)
      return {
        url,
        exchange,
        async complete(callback) {
          const claims = (await exchange(callback)).claims()
          if (claims === undefined) throw new Error('No id_token')
          return claims
        },
      }
    },
  }
}
