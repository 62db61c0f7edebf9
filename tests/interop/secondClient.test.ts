import {
  clientAuthenticationClientSecretBasic,
  decodeJwt,
  setGlobalConfig,
  Oauth2Client,
  verifyAuthorizationResponse,
  verifyIdTokenJwt,
  type AuthorizationServerMetadata,
  type CallbackContext,
} from '@openid4vc/oauth2'
import { createHash, randomBytes } from 'node:crypto'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { website } from '../verifier/website.ts'
import { openWorld, type World } from '../verifier/world.ts'
import { authenticateAt } from './openidSite.ts'

/** A second client library, of other authors than the first: what both agree on is the standard rather than a habit. */
describe('an unmodified client of @openid4vc/oauth2', () => {
  let world: World
  let client: Oauth2Client
  let verifier: AuthorizationServerMetadata

  const unused = (): never => {
    throw new Error('Not part of this road')
  }
  const callbacks: CallbackContext = {
    hash: (bytes, algorithm) => createHash(algorithm.replace('-', '')).update(bytes).digest(),
    generateRandom: (length) => randomBytes(length),
    clientAuthentication: clientAuthenticationClientSecretBasic({ clientId: website.id, clientSecret: website.secret }),
    verifyJwt: async (signer, { compact }) => {
      if (signer.method !== 'jwk') return { verified: false }
      await jwtVerify(compact, createRemoteJWKSet(new URL(verifier.jwks_uri ?? '')))
      return { verified: true, signerJwk: signer.publicJwk }
    },
    signJwt: unused,
    encryptJwe: unused,
    decryptJwe: unused,
  }

  beforeAll(async () => {
    world = await openWorld()
    setGlobalConfig({ allowInsecureUrls: true })
    client = new Oauth2Client({ callbacks })
    const metadata = await client.fetchAuthorizationServerMetadata(world.issuer)
    if (metadata === null) throw new Error('No metadata')
    verifier = metadata
  })
  afterAll(() => world.close())

  it('discovers the verifier, pushes its request with a proof key, and gets an id_token that it believes', async () => {
    const nonce = randomBytes(16).toString('base64url')
    const { authorizationRequestUrl, pkce } = await client.initiateAuthorization({
      authorizationServerMetadata: { ...verifier, require_pushed_authorization_requests: true },
      clientId: website.id,
      redirectUri: website.redirectUri,
      scope: 'openid',
      state: 'its-state',
      additionalRequestPayload: { login_hint: 'alice', nonce },
    })
    expect(new URL(authorizationRequestUrl).searchParams.has('request_uri')).toBe(true)

    const callback = await (await authenticateAt(world.issuer, new URL(authorizationRequestUrl))).finish()
    const response = client.parseAuthorizationResponseRedirectUrl({ url: callback.href })
    if (response.code === undefined) throw new Error('No code')
    verifyAuthorizationResponse({ authorizationServerMetadata: verifier, authorizationResponse: response })
    expect(response.state).toBe('its-state')

    const { accessTokenResponse } = await client.retrieveAuthorizationCodeAccessToken({
      authorizationServerMetadata: verifier,
      authorizationCode: response.code,
      redirectUri: website.redirectUri,
      ...(pkce && { pkceCodeVerifier: pkce.codeVerifier }),
    })
    const idToken = String(accessTokenResponse['id_token'])
    await verifyIdTokenJwt({
      idToken,
      authorizationServer: verifier,
      clientId: website.id,
      expectedNonce: nonce,
      callbacks,
    })
    expect(decodeJwt({ jwt: idToken }).payload).toMatchObject({ sub: 'alice', acr: 'urn:zauth:acr:face' })
  })
})
