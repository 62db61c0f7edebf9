import * as openid from 'openid-client'

/** What a website keeps of a question, in the session of the browser that it sends to the verifier. */
export interface Asked {
  readonly user: string
  readonly codeVerifier: string
  readonly state: string
  readonly nonce: string
}

/** What the verifier says of somebody, or why her face did not count, for her to read and with the verifier's code for it. */
export type Answer = { readonly claims: openid.IDToken } | { readonly refused: string; readonly code: string }

/** The second factor, by OpenID Connect: what a website needs of ZAuth, and all of it. */
export interface FaceStep {
  /** Tells the verifier, server to server, whom it shall look at; and where the browser goes now. */
  ask(user: string): Promise<{ readonly there: string; readonly asked: Asked }>
  /** Reads the answer that a browser has brought back. */
  take(here: URL, asked: Asked): Promise<Answer>
}

interface Registration {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** One of the addresses that the verifier knows the website by. */
  readonly redirectUri: () => string
}

/** The verifier need not be there before it is first asked. */
export function createFaceStep({ issuer, clientId, clientSecret, redirectUri }: Registration): FaceStep {
  let client: openid.Configuration | undefined

  const discover = async (): Promise<openid.Configuration> => {
    const plainHttp = new URL(issuer).protocol === 'http:' ? [openid.allowInsecureRequests] : []
    return (client ??= await openid.discovery(
      new URL(issuer),
      clientId,
      {},
      openid.ClientSecretBasic(clientSecret),
      // The id_token's signature is checked too, though it comes straight from the verifier.
      { execute: [...plainHttp, openid.enableNonRepudiationChecks] },
    ))
  }

  return {
    async ask(user) {
      const verifier = await discover()
      const codeVerifier = openid.randomPKCECodeVerifier()
      const asked = { user, codeVerifier, state: openid.randomState(), nonce: openid.randomNonce() }
      const there = await openid.buildAuthorizationUrlWithPAR(verifier, {
        redirect_uri: redirectUri(),
        scope: 'openid',
        login_hint: user,
        code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        state: asked.state,
        nonce: asked.nonce,
      })
      return { there: there.href, asked }
    },

    async take(here, { user, codeVerifier, state, nonce }) {
      let claims: openid.IDToken | undefined
      try {
        const tokens = await openid.authorizationCodeGrant(await discover(), here, {
          pkceCodeVerifier: codeVerifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        })
        claims = tokens.claims()
      } catch (error) {
        if (!(error instanceof openid.AuthorizationResponseError)) throw error
        return { refused: error.error_description ?? 'The verifier refused.', code: error.error }
      }
      // A signature is not enough: it must be about this person, and about a second factor, her face or one of her recovery codes.
      const amr: unknown = claims?.amr
      if (claims?.sub !== user || !Array.isArray(amr) || !amr.includes('mfa'))
        return { refused: 'The verifier did not say that this is you.', code: '' }
      return { claims }
    },
  }
}
