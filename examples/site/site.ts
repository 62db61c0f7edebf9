import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as openid from 'openid-client'

/**
 * A website with a password step of its own and a face as the second factor. What it needs of ZAuth is an OpenID Connect
 * client, here `openid-client` as it comes; the lines that matter are in `signIn` and `finish`.
 *
 *     SITE_CLIENT_SECRET=… node examples/site/site.ts
 *
 * (and, where they are others than below, SITE_ISSUER, SITE_CLIENT_ID and SITE_PORT).
 */
export interface SiteConfig {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** 0 for any that is free. */
  readonly port: number
  /** Names and passwords of those who may sign in. */
  readonly users: Readonly<Record<string, string>>
}

export interface Site {
  readonly url: string
  close(): Promise<void>
}

/** A browser's session, by the random id in its cookie. */
interface Session {
  /** What has been sent to the verifier and not come back yet. */
  pending?: { user: string; codeVerifier: string; state: string; nonce: string } | undefined
  /** What the verifier said, once both factors are through. */
  claims?: openid.IDToken | undefined
}

type Reply = { readonly status: number; readonly body: string } | { readonly location: string; readonly cookie: string }

interface Visit {
  readonly request: IncomingMessage
  readonly url: URL
  readonly session: Session | undefined
}

/** Starts the website. The verifier need not be there before the first sign-in. */
export async function startSite(config: SiteConfig): Promise<Site> {
  const users = new Map(Object.entries(config.users).map(([name, password]) => [name, hashed(name, password)]))
  const sessions = new Map<string, Session>()
  let client: openid.Configuration | undefined
  let url = ''

  const discover = async (): Promise<openid.Configuration> => {
    const plainHttp = new URL(config.issuer).protocol === 'http:' ? [openid.allowInsecureRequests] : []
    return (client ??= await openid.discovery(
      new URL(config.issuer),
      config.clientId,
      {},
      openid.ClientSecretBasic(config.clientSecret),
      // The id_token's signature is checked too, though it comes straight from the verifier.
      { execute: [...plainHttp, openid.enableNonRepudiationChecks] },
    ))
  }

  const signIn = async ({ request }: Visit): Promise<Reply> => {
    const body = await bodyOf(request)
    if (body === null) return refusal(413, 'The form is too large.')
    const form = new URLSearchParams(body)
    const user = form.get('user') ?? ''
    // An unknown name takes as long as a known one.
    const right = timingSafeEqual(hashed(user, form.get('password') ?? ''), users.get(user) ?? randomBytes(32))
    if (!right) return start(config, 'Wrong name or password.')

    // The first factor is through. Now tell the verifier, server to server, whom it shall look at.
    const verifier = await discover()
    const codeVerifier = openid.randomPKCECodeVerifier()
    const pending = { user, codeVerifier, state: openid.randomState(), nonce: openid.randomNonce() }
    const there = await openid.buildAuthorizationUrlWithPAR(verifier, {
      redirect_uri: `${url}/callback`,
      scope: 'openid',
      login_hint: user,
      code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      state: pending.state,
      nonce: pending.nonce,
    })
    return { location: there.href, cookie: newSession(sessions, { pending }) }
  }

  const finish = async ({ url: here, session }: Visit): Promise<Reply> => {
    const pending = session?.pending
    if (!session || !pending) return refusal(400, 'This browser has no sign-in under way.')
    // Whoever sends a person here by a link of his own does not end the sign-in that she has begun.
    if (here.searchParams.get('state') !== pending.state)
      return refusal(400, 'This answer does not belong to your sign-in.')
    delete session.pending
    let claims: openid.IDToken | undefined
    try {
      const tokens = await openid.authorizationCodeGrant(await discover(), here, {
        pkceCodeVerifier: pending.codeVerifier,
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        idTokenExpected: true,
      })
      claims = tokens.claims()
    } catch (error) {
      if (!(error instanceof openid.AuthorizationResponseError)) throw error
      return refusal(403, error.error_description ?? 'The verifier refused.', error.error)
    }
    // A signature is not enough: it must be about this person, and about a second factor, her face or one of her recovery codes.
    const amr: unknown = claims?.amr
    if (claims?.sub !== pending.user || !Array.isArray(amr) || !amr.includes('mfa'))
      return refusal(403, 'The verifier did not say that this is you.')
    return { location: '/', cookie: newSession(sessions, { claims }) }
  }

  const signOut = ({ request }: Visit): Reply => {
    sessions.delete(cookieOf(request))
    return { location: '/', cookie: 'session=; Max-Age=0' }
  }

  const routes: Record<string, (visit: Visit) => Reply | Promise<Reply>> = {
    'GET /': ({ session }) => (session?.claims ? welcome(session.claims) : start(config)),
    'POST /sign-in': signIn,
    'GET /callback': finish,
    'POST /sign-out': signOut,
  }

  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const here = new URL(request.url ?? '/', url)
    const route = routes[`${request.method ?? ''} ${here.pathname}`]
    if (!route) return refusal(404, 'There is nothing here.')
    if (request.method === 'POST' && request.headers.origin !== url)
      return refusal(403, 'The form came from another website.')
    try {
      return await route({ request, url: here, session: sessions.get(cookieOf(request)) })
    } catch (error) {
      process.stderr.write(`The verifier could not be asked: ${reasonOf(error)}\n`)
      return refusal(502, 'The verifier could not be asked. Try again.')
    }
  }

  const server = createServer((request, response) => void answer(request).then((reply) => send(response, reply)))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(config.port, 'localhost', resolve)
  })
  url = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const salt = randomBytes(16).toString('hex')

function hashed(user: string, password: string): Buffer {
  return scryptSync(password, `${salt} ${user}`, 32)
}

/** A session never keeps its id across a change of what it may do. */
function newSession(sessions: Map<string, Session>, session: Session): string {
  const id = randomBytes(32).toString('base64url')
  sessions.set(id, session)
  return `session=${id}`
}

function cookieOf(request: IncomingMessage): string {
  return /(?:^|; )session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
}

/** Null when it is larger than any that this website makes. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) {
    body += String(chunk)
    if (body.length > 4096) return null
  }
  return body
}

function send(response: ServerResponse, reply: Reply): void {
  if ('location' in reply) {
    const cookie = `${reply.cookie}; Path=/; HttpOnly; SameSite=Lax`
    response.writeHead(303, { location: reply.location, 'set-cookie': cookie }).end()
    return
  }
  response
    .writeHead(reply.status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    .end(reply.body)
}

function page(status: number, heading: string, content: string): Reply {
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(heading)} · Harbour Books</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><style>${style}</style></head>
<body><header><span aria-hidden="true">⚓</span> Harbour Books</header>
<main><h1>${escaped(heading)}</h1>${content}</main></body></html>`
  return { status, body }
}

function start(config: SiteConfig, problem?: string): Reply {
  const [user = '', password = ''] = Object.entries(config.users)[0] ?? []
  const form = `<p>First your password, then your face.</p>
    ${problem ? `<p role="alert">${escaped(problem)}</p>` : ''}
    <form method="post" action="/sign-in">
      <label>Name<input name="user" autocomplete="username" value="${escaped(user)}" required></label>
      <label>Password<input name="password" type="password" autocomplete="current-password" required></label>
      <button>Continue</button>
    </form>
    <p class="hint">This is a demonstration: the name is <b>${escaped(user)}</b>, the password is <b>${escaped(password)}</b>.</p>`
  return page(problem ? 403 : 200, 'Sign in', form)
}

function welcome(claims: openid.IDToken): Reply {
  const rows = ['sub', 'amr', 'acr', 'auth_time', 'iss', 'aud'].map((name) => {
    const value: unknown = claims[name]
    const text = Array.isArray(value) ? value.join(' ') : String(value)
    const time = name === 'auth_time' ? ` <small>${new Date(Number(value) * 1000).toUTCString()}</small>` : ''
    return `<tr><th scope="row">${name}</th><td><span data-claim="${name}">${escaped(text)}</span>${time}</td></tr>`
  })
  const content = `<p>You are signed in. This is what the verifier vouched for:</p><table>${rows.join('')}</table>
    <form method="post" action="/sign-out"><button class="second">Sign out</button></form>`
  return page(200, `Welcome, ${claims.sub}`, content)
}

function refusal(status: number, reason: string, code = ''): Reply {
  const content = `<p role="alert" data-error="${escaped(code)}">${escaped(reason)}</p><p><a href="/">Back to the start</a></p>`
  return page(status, 'Not signed in', content)
}

/** In one line, with what is behind a "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const said = error.message || ('code' in error ? String(error.code) : error.name)
  return error.cause instanceof Error ? `${said}: ${reasonOf(error.cause)}` : said
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

const style = `
  :root { color-scheme: light dark; --ink: light-dark(#1d2733, #e8ecf1); --paper: light-dark(#f4f6f8, #12171d);
    --card: light-dark(#fff, #1b222b); --line: light-dark(#d5dbe2, #333d49); --edge: light-dark(#74808d, #758393);
    --blue: light-dark(#0b5cad, #6db3ff); --on-blue: light-dark(#fff, #0b1117); --red: light-dark(#fdecea, #46201d) }
  * { box-sizing: border-box }
  body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
  header { padding: 20px 28px; font-size: 18px }
  main { max-width: 440px; margin: 5vh auto; padding: 32px; background: var(--card); border-radius: 16px }
  h1 { margin: 0 0 8px; font-size: 26px; line-height: 1.2 }
  label { display: block; margin-top: 16px }
  input, button, [role=alert] { padding: 10px 12px; font: inherit; border-radius: 8px }
  header, label, button, th { font-weight: 600 }
  input { display: block; width: 100%; margin-top: 4px; font-weight: 400; background: var(--paper);
    border: 1px solid var(--edge) }
  button { margin-top: 24px; color: var(--on-blue); background: var(--blue); border: 1px solid var(--blue) }
  button.second { color: inherit; background: none; border-color: var(--edge) }
  :focus-visible { outline: 3px solid var(--blue); outline-offset: 2px }
  a { color: var(--blue) }
  table { width: 100%; border-collapse: collapse; margin-top: 16px }
  th, td { padding: 8px 12px 8px 0; text-align: left; border-top: 1px solid var(--line); overflow-wrap: anywhere }
  small { display: block }
  [role=alert] { background: var(--red) }
  .hint { margin-bottom: 0; font-size: 14px }`

if (import.meta.main) {
  const { SITE_ISSUER: issuer = 'http://localhost:4000', SITE_CLIENT_ID: clientId = 'example-site' } = process.env
  const { SITE_CLIENT_SECRET: clientSecret = '', SITE_PORT: port = '4001' } = process.env
  try {
    if (!/^\d{1,5}$/.test(port)) throw new Error(`SITE_PORT is "${port}", which is no port`)
    if (clientSecret === '') throw new Error('SITE_CLIENT_SECRET is missing; the verifier knows the website by it')
    const users = { ada: 'correct horse' }
    const site = await startSite({ issuer, clientId, clientSecret, port: Number(port), users })
    process.stdout.write(`The example site is at ${site.url}\n`)
  } catch (error) {
    process.stderr.write(`The example site did not start: ${reasonOf(error)}\n`)
    process.exitCode = 1
  }
}
