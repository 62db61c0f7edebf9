import type { Confirmation, OrderedChallenge } from '../../server/verify/messages.ts'
import { arrive, type Arrival } from '../verifier/arrive.ts'
import { openBrowser } from '../verifier/browser.ts'

/** A website that takes the verify road, as its back end knows itself. */
export const verifySite = {
  id: 'harbour',
  secret: 'a secret of the harbour, which is long enough',
  name: 'Harbour Books',
  redirectUris: ['http://localhost:4001/confirmed', 'http://localhost:4001/other?page=1'],
  roads: ['verify' as const],
  enrolment: 'open' as const,
}
export const returnTo = 'http://localhost:4001/confirmed'

interface Credentials {
  readonly id: string
  readonly secret: string
}

/** What an address of the back ends' API answers to some JSON. */
export async function ask(
  url: string,
  body: unknown,
  { id, secret }: Credentials = verifySite,
  headers: Record<string, string> = {},
): Promise<Response> {
  return await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${id}:${secret}`)}`, ...headers },
    body: JSON.stringify(body),
  })
}

/** A challenge for a user. */
export async function order(issuer: string, user: string, more: object = {}): Promise<OrderedChallenge> {
  const response = await ask(`${issuer}/v1/challenges`, { user, returnTo, ...more })
  if (response.status !== 201) throw new Error(`Not ordered: ${response.status} ${await response.text()}`)
  return (await response.json()) as OrderedChallenge
}

/** What the back end is told for a result. */
export async function redeem(
  issuer: string,
  redemption: object,
  by?: Credentials,
): Promise<{ status: number; body: Partial<Confirmation> & { error?: string } }> {
  const response = await ask(`${issuer}/v1/verify`, redemption, by)
  return { status: response.status, body: (await response.json()) as Partial<Confirmation> }
}

/** Opens a challenge in a browser, a new one unless told otherwise. */
export function open(issuer: string, url: string, browser = openBrowser()): Promise<Arrival> {
  return arrive(browser, url, issuer)
}
