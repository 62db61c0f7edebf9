import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import * as openid from 'openid-client'

/**
 * A website with a password step of its own and a face as the second factor. What it needs of ZAuth is an OpenID Connect
 * client, here `openid-client` as it comes; the lines that matter are in `signIn` and `finish`.
 *
 *     node examples/site/site.ts --issuer http://localhost:4000 --client-id example-site --client-secret …
 *
 * (or the environment variables SITE_ISSUER, SITE_CLIENT_ID, SITE_CLIENT_SECRET, SITE_PORT).
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
  const users = new Map(Object.entries(config.users).map(([name, password]) => [name, hashed(password)]))
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
    if (request.headers.origin !== url) return page(403, refusal('The form came from another website.'))
    const form = new URLSearchParams(await bodyOf(request))
    const user = form.get('user') ?? ''
    // An unknown name takes as long as a known one.
    const right = passwordMatches(form.get('password') ?? '', users.get(user) ?? nobody)
    if (!users.has(user) || !right) return page(403, start(config, 'Wrong name or password.'))

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
    if (!session || !pending) return page(400, refusal('This browser has no sign-in under way.'))
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
      return page(403, refusal(error.error_description ?? 'The verifier refused.', error.error))
    }
    // A signature is not enough: it must be about this person, and about a face.
    const amr: unknown = claims?.amr
    if (claims?.sub !== pending.user || !Array.isArray(amr) || !amr.includes('face'))
      return page(403, refusal('The verifier did not say that this is you.'))
    return { location: '/', cookie: newSession(sessions, { claims }) }
  }

  const home = ({ session }: Visit): Reply => page(200, session?.claims ? welcome(session.claims) : start(config))

  const signOut = ({ request }: Visit): Reply => {
    if (request.headers.origin !== url) return page(403, refusal('The form came from another website.'))
    sessions.delete(cookieOf(request))
    return { location: '/', cookie: 'session=; Max-Age=0' }
  }

  const routes: Record<string, (visit: Visit) => Reply | Promise<Reply>> = {
    'GET /': home,
    'POST /sign-in': signIn,
    'GET /callback': finish,
    'POST /sign-out': signOut,
  }

  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const here = new URL(request.url ?? '/', url)
    const route = routes[`${request.method ?? ''} ${here.pathname}`]
    if (!route) return page(404, refusal('There is nothing here.'))
    try {
      return await route({ request, url: here, session: sessions.get(cookieOf(request)) })
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
      return page(502, refusal('The verifier could not be asked. Try again.'))
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

interface HashedPassword {
  readonly salt: Buffer
  readonly hash: Buffer
}

function hashed(password: string): HashedPassword {
  const salt = randomBytes(16)
  return { salt, hash: scryptSync(password, salt, 32) }
}

const nobody = hashed(randomBytes(16).toString('hex'))

function passwordMatches(password: string, { salt, hash }: HashedPassword): boolean {
  return timingSafeEqual(scryptSync(password, salt, 32), hash)
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

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) {
    body += String(chunk)
    if (body.length > 4096) throw new Error('The form is too large')
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

function page(status: number, content: string): Reply {
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbour Books</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><style>${style}</style></head>
<body><header><span aria-hidden="true">⚓</span> Harbour Books</header><main>${content}</main></body></html>`
  return { status, body }
}

function start(config: SiteConfig, problem?: string): string {
  const [user = '', password = ''] = Object.entries(config.users)[0] ?? []
  return `<h1>Sign in</h1><p>First your password, then your face.</p>
    ${problem ? `<p role="alert">${escaped(problem)}</p>` : ''}
    <form method="post" action="/sign-in">
      <label>Name<input name="user" autocomplete="username" value="${escaped(user)}" required></label>
      <label>Password<input name="password" type="password" autocomplete="current-password" required></label>
      <button>Continue</button>
    </form>
    <p class="hint">This is a demonstration: the name is <b>${escaped(user)}</b>, the password is <b>${escaped(password)}</b>.</p>`
}

function welcome(claims: openid.IDToken): string {
  const row = (name: string, value: unknown): string =>
    `<tr><th scope="row">${name}</th><td data-claim="${name}">${escaped(Array.isArray(value) ? value.join(' ') : String(value))}</td></tr>`
  return `<h1>Welcome back, ${escaped(claims.sub)}</h1><p>You are signed in. This is what the verifier vouched for:</p>
    <table>${['sub', 'amr', 'acr', 'auth_time', 'iss', 'aud'].map((name) => row(name, claims[name])).join('')}</table>
    <form method="post" action="/sign-out"><button>Sign out</button></form>`
}

function refusal(reason: string, code = ''): string {
  return `<h1>Not signed in</h1><p role="alert" data-error="${escaped(code)}">${escaped(reason)}</p>
    <p><a href="/">Back to the start</a></p>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

const style = `
  :root { color-scheme: light dark; --ink: light-dark(#1d2733, #e8ecf1); --paper: light-dark(#f4f6f8, #12171d);
    --card: light-dark(#fff, #1b222b); --line: light-dark(#d5dbe2, #333d49); --blue: light-dark(#0b5cad, #6db3ff) }
  * { box-sizing: border-box }
  body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
  header { padding: 20px 28px; font-weight: 650; font-size: 18px }
  main { max-width: 440px; margin: 5vh auto; padding: 32px; background: var(--card); border: 1px solid var(--line); border-radius: 16px }
  h1 { margin: 0 0 8px; font-size: 26px; line-height: 1.2 }
  label { display: block; margin: 16px 0 0; font-weight: 550 }
  input { display: block; width: 100%; margin-top: 4px; padding: 10px 12px; font: inherit; font-weight: 400; color: inherit;
    background: var(--paper); border: 1px solid var(--line); border-radius: 8px }
  button { margin-top: 24px; padding: 10px 20px; font: inherit; font-weight: 600; color: light-dark(#fff, #0b1117);
    background: var(--blue); border: 0; border-radius: 8px; cursor: pointer }
  :focus-visible { outline: 3px solid var(--blue); outline-offset: 2px }
  a { color: var(--blue) }
  table { width: 100%; border-collapse: collapse; margin-top: 16px }
  th, td { padding: 8px 0; text-align: left; border-top: 1px solid var(--line); overflow-wrap: anywhere }
  th { width: 110px; font-weight: 550 }
  [role=alert] { padding: 10px 12px; border-radius: 8px; background: light-dark(#fdecea, #46201d) }
  .hint { margin-bottom: 0; font-size: 14px; opacity: .8 }`

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      issuer: { type: 'string', default: process.env['SITE_ISSUER'] ?? 'http://localhost:4000' },
      'client-id': { type: 'string', default: process.env['SITE_CLIENT_ID'] ?? 'example-site' },
      'client-secret': { type: 'string', default: process.env['SITE_CLIENT_SECRET'] ?? '' },
      port: { type: 'string', default: process.env['SITE_PORT'] ?? '4001' },
    },
  })
  const site = await startSite({
    issuer: values.issuer,
    clientId: values['client-id'],
    clientSecret: values['client-secret'],
    port: Number(values.port),
    users: { ada: 'correct horse' },
  })
  process.stdout.write(`The example site is at ${site.url}\n`)
}
