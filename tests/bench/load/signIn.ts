import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { exportJWK, SignJWT } from 'jose'
import type { MatchContext } from '../../../shared/match/context.ts'
import { openAnswers } from '../../../shared/match/openAnswers.ts'
import { fromCbor } from '../../../shared/protocol/cbor.ts'
import { toBase64url } from '../../../shared/protocol/encoding.ts'
import { endpoints } from '../../../shared/protocol/endpoints.ts'
import { AnswerResponse, ChallengeResponse, TokenResponse } from '../../../shared/protocol/challengeMessages.ts'
import { read } from '../../../shared/protocol/read.ts'
import { transcriptOf } from '../../../shared/protocol/transcript.ts'
import { offerIn } from '../../verifier/arrive.ts'
import type { website } from '../../verifier/website.ts'
import type { Member } from './prepareAccounts.ts'
import { request } from './request.ts'

export interface LoadTarget {
  readonly issuer: string
  readonly site: typeof website
  readonly context: MatchContext
  /** Milliseconds between challenge and probe, which a person spends before the camera. */
  readonly pause: number
}

/** As long as a PKCE verifier has to be (RFC 7636 §4.1). */
const random = () => randomBytes(32).toString('base64url')
const form = { 'content-type': 'application/x-www-form-urlencoded' }

/**
 * A whole sign-in, from the website's pushed request to its id_token, by a client that costs little: its probe was encrypted before,
 * and signatures are left to the tests to check. What cannot be left out is there: proofs of each request, and opening the answer.
 *
 * @throws Shed, Error as `request`; Error when the face is not recognised
 */
export async function signIn(target: LoadTarget, member: Member): Promise<void> {
  const { issuer, site, pause } = target
  const verifier = random()
  const basic = {
    authorization: `Basic ${Buffer.from(`${encode(site.id)}:${encode(site.secret)}`).toString('base64')}`,
  }

  const pushed = await request('pushed request', `${issuer}/request`, {
    method: 'POST',
    headers: { ...form, ...basic },
    body: new URLSearchParams({
      response_type: 'code',
      client_id: site.id,
      redirect_uri: site.redirectUri,
      scope: 'openid',
      login_hint: member.user,
      state: random(),
      nonce: random(),
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }),
  })
  const { request_uri } = (await pushed.json()) as { request_uri: string }

  const browser = createBrowser(issuer)
  const query = new URLSearchParams({ client_id: site.id, request_uri })
  const page = await browser.follow('page', `${issuer}/auth?${query.toString()}`)
  if (page instanceof URL) throw new Error(`page: sent back ${page.search}`)
  const { ticket, account } = offerIn(page.html)

  const nonce = toBase64url(randomBytes(32))
  const asked = await post(member, 'challenge', endpoints.challenges(issuer), 'application/json', {
    ticket,
    device: member.device,
    nonce,
  })
  const { challenge } = read(ChallengeResponse, await asked.json())
  await setTimeout(pause)

  const { probe, keyAndTemplate, secretKey } = member.material
  const matched = await post(member, 'probe', endpoints.probe(issuer, challenge), 'application/octet-stream', probe)
  const { answers, tag } = read(AnswerResponse, fromCbor(new Uint8Array(await matched.arrayBuffer())))
  const subject = { issuer, clientId: site.id, account, device: member.device, challenge, keyAndTemplate }
  const transcript = await transcriptOf(subject, probe, answers)
  const token = await openAnswers(target.context, secretKey, answers, transcript, tag)
  if (token === null) throw new Error('answer: the face was not recognised')

  const accepted = await post(member, 'token', endpoints.token(issuer, challenge), 'application/json', {
    token: toBase64url(token),
  })
  read(TokenResponse, await accepted.json())

  const back = await browser.follow('finish', `${page.url}/finish`, { method: 'POST', headers: { origin: issuer } })
  if (!(back instanceof URL)) throw new Error('finish: not sent back')
  const code = back.searchParams.get('code')
  if (code === null) throw new Error(`finish: ${back.searchParams.get('error') ?? 'no code'}`)
  const tokens = await request('code', `${issuer}/token`, {
    method: 'POST',
    headers: { ...form, ...basic },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: site.redirectUri,
      code_verifier: verifier,
    }),
  })
  const { id_token } = (await tokens.json()) as { id_token?: string }
  if (id_token === undefined) throw new Error('code: no id_token')
}

const encode = (text: string) => encodeURIComponent(text).replaceAll('%20', '+')

/** A request of the device's, proved by its key (RFC 9449). */
async function post(
  { proofKeys }: Member,
  step: string,
  url: string,
  type: string,
  body: object | Uint8Array<ArrayBuffer>,
): Promise<Response> {
  const dpop = await new SignJWT({ htm: 'POST', htu: url })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: await exportJWK(proofKeys.publicKey) })
    .setJti(randomUUID())
    .setIssuedAt()
    .sign(proofKeys.privateKey)
  return await request(step, url, {
    method: 'POST',
    headers: { 'content-type': type, dpop },
    body: body instanceof Uint8Array ? body : JSON.stringify(body),
  })
}

interface Sending {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** As much of a browser as a sign-in needs: cookies without their paths, and redirects. */
function createBrowser(issuer: string) {
  const cookies = new Map<string, string>()
  return {
    async follow(step: string, start: string, init: Sending = {}): Promise<URL | { url: string; html: string }> {
      let url = start
      let how = init
      for (let i = 0; i < 10; i++) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
        const response = await request(step, url, { ...how, headers: { accept: 'text/html', ...how.headers, cookie } })
        for (const header of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(header) ?? []
          cookies.set(name, value)
        }
        const location = response.headers.get('location')
        const html = await response.text()
        if (location === null) return { url, html }
        const next = new URL(location, issuer)
        if (!next.href.startsWith(`${issuer}/`)) return next
        url = next.href
        how = {}
      }
      throw new Error(`${step}: too many redirects`)
    },
  }
}
