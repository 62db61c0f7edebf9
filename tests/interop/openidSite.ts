import * as openid from 'openid-client'
import type { VerifierConfigInput } from '../../server/config/config.ts'
import { arrive, type Arrival } from '../verifier/arrive.ts'
import { openBrowser } from '../verifier/browser.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { website } from '../verifier/website.ts'

type Site = NonNullable<VerifierConfigInput['clients']>[number]

/** A website of the interop tests beside the usual one; the fields given win. */
export function siteNamed(id: string, fields: Partial<Site> = {}): Site {
  const { secret, name, redirectUri } = website
  return { id, secret, name, redirectUris: [redirectUri], enrolment: 'open', ...fields }
}

/** An unmodified openid-client for a website of that id. */
export function discover(
  issuer: string,
  id: string,
  authentication?: openid.ClientAuth,
): Promise<openid.Configuration> {
  const options = { execute: [openid.allowInsecureRequests] }
  return openid.discovery(new URL(issuer), id, website.secret, authentication, options)
}

/** What a website keeps between request and answer. */
export interface Asked {
  readonly parameters: Record<string, string>
  readonly checks: openid.AuthorizationCodeGrantChecks
}

/** A request for a user, with all that this profile wants, and the checks of the answer. */
export async function ask(user: string, extra: Record<string, string> = {}): Promise<Asked> {
  const pkceCodeVerifier = openid.randomPKCECodeVerifier()
  const [expectedState, expectedNonce] = [openid.randomState(), openid.randomNonce()]
  return {
    parameters: {
      redirect_uri: website.redirectUri,
      scope: 'openid',
      login_hint: user,
      state: expectedState,
      nonce: expectedNonce,
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      ...extra,
    },
    checks: { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true },
  }
}

/** Goes to the verifier's page, where the person enrols and is recognised. */
export async function authenticateAt(issuer: string, url: URL): Promise<Arrival> {
  const arrival = await arrive(openBrowser(), url.href, issuer)
  const somebody = person(1)
  const device = await Client.create({ issuer, now: Date.now })
  await device.enrol(arrival.offer, somebody)
  if (!(await device.authenticate(arrival.offer, somebody.image()))) throw new Error('Not recognised')
  return arrival
}
