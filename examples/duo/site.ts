import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Agent } from 'node:https'
import type { AddressInfo } from 'node:net'
import { Client, DuoException } from '@duosecurity/duo_universal'

/**
 * A website that had Duo, with Duo's own client as it comes: host, id and secret are all that has changed. The lines that matter are
 * in `signIn` and `finish`.
 *
 *     SITE_HOST=face.example.com SITE_CLIENT_ID=… SITE_CLIENT_SECRET=… node examples/duo/site.ts
 *
 * (and, where they are others than below, SITE_PORT, and SITE_AUTHORITY, a file with the certificate of whoever signed the verifier's,
 * when it is none of the authorities that come with the client). The verifier's entry for it has `roads = ["duo"]` and
 * `redirectUris = ["http://localhost:4001/duo-callback"]`.
 */
export interface SiteConfig {
  /** Where the verifier is, with its port if that is another than 443; always over https. */
  readonly apiHost: string
  readonly clientId: string
  readonly clientSecret: string
  /** 0 for any that is free. */
  readonly port: number
  /** Names and passwords; a website of yours has them hashed. */
  readonly users: Readonly<Record<string, string>>
  /** PEM. */
  readonly authority?: string | undefined
}

export interface Site {
  readonly url: string
  close(): Promise<void>
}

/** A sign-in that has been sent to the verifier and has not come back yet. */
interface Pending {
  readonly user: string
  readonly state: string
}

/** Starts the website. The verifier need not be there before the first sign-in. */
export async function startSite(config: SiteConfig): Promise<Site> {
  const sessions = new Map<string, Pending>()
  let url = ''

  const duo = (): Client => {
    const { clientId, clientSecret, apiHost, authority } = config
    const client = new Client({ clientId, clientSecret, apiHost, redirectUrl: `${url}/duo-callback` })
    if (authority !== undefined) trust(client, authority)
    return client
  }

  const signIn = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = new URLSearchParams(await bodyOf(request))
    const user = form.get('user') ?? ''
    if (!Object.hasOwn(config.users, user) || config.users[user] !== form.get('password')) {
      start(response, 403, 'Wrong name or password.')
      return
    }
    // The first factor is through. A website that cannot ask for the second lets nobody in.
    const client = duo()
    await client.healthCheck()
    const state = client.generateState()
    const location = await client.createAuthUrl(user, state)
    response.writeHead(303, { location, 'set-cookie': newSession(sessions, { user, state }) }).end()
  }

  const finish = async (request: IncomingMessage, response: ServerResponse, answer: URLSearchParams): Promise<void> => {
    const session = sessionOf(request)
    const pending = sessions.get(session)
    // Whoever sends a person here by a link of his own does not end the sign-in that she has begun.
    if (pending === undefined || answer.get('state') !== pending.state) {
      refuse(response, 'This answer does not belong to your sign-in.')
      return
    }
    sessions.delete(session)
    const code = answer.get('duo_code')
    if (code === null) {
      refuse(response, answer.get('error_description') ?? 'The verifier refused.', answer.get('error') ?? '')
      return
    }
    const result = await duo().exchangeAuthorizationCodeFor2FAResult(code, pending.user)
    const told = { ...result.auth_result, factor: result.auth_context.factor, user: result.preferred_username ?? '' }
    const rows = Object.entries(told).map(
      ([name, value]) => `<tr><th scope="row">${name}</th><td data-claim="${name}">${escaped(value)}</td></tr>`,
    )
    show(response, 200, `Welcome, ${pending.user}`, `<table>${rows.join('')}</table>`)
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url)
    const route = `${request.method ?? ''} ${pathname}`
    if (route === 'GET /') start(response)
    else if (route === 'GET /duo-callback') await finish(request, response, searchParams)
    else if (route !== 'POST /sign-in') show(response, 404, 'Nothing here', '')
    else if (request.headers.origin === url) await signIn(request, response)
    else refuse(response, 'The form came from another website.')
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const reason = error instanceof DuoException ? error.message : 'Something went wrong'
      process.stderr.write(`${reason}\n`)
      refuse(response, `The second factor could not be asked for: ${reason}`)
    })
  })
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

/** The client has the authorities that sign for Duo built in, and no setting for another; its connections are its own matter. */
function trust(client: Client, authority: string): void {
  const transport = client['axios'] as { readonly defaults: { httpsAgent: Agent } }
  transport.defaults.httpsAgent = new Agent({ ca: authority })
}

function newSession(sessions: Map<string, Pending>, pending: Pending): string {
  const id = randomBytes(32).toString('base64url')
  sessions.set(id, pending)
  return `duo-session=${id}; Path=/; HttpOnly; SameSite=Lax`
}

function sessionOf(request: IncomingMessage): string {
  return /(?:^|; )duo-session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) {
    body += String(chunk)
    if (body.length > 4096) return ''
  }
  return body
}

function start(response: ServerResponse, status = 200, problem = ''): void {
  const form = `<p role="alert">${problem}</p>
    <form method="post" action="/sign-in">
      <label>Name <input name="user" autocomplete="username" required></label>
      <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
      <button>Continue</button>
    </form>`
  show(response, status, 'Sign in', form)
}

function refuse(response: ServerResponse, reason: string, code = ''): void {
  const sentence = `<p role="alert" data-error="${escaped(code)}">${escaped(reason)}</p>`
  show(response, 403, 'Not signed in', `${sentence}<p><a href="/">Back to the start</a></p>`)
}

function show(response: ServerResponse, status: number, heading: string, content: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; img-src data:; frame-ancestors 'none'; base-uri 'none'",
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
  }).end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(heading)} · Hill Records</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,"></head><body><main><h1>${escaped(heading)}</h1>${content}</main></body></html>`)
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

if (import.meta.main) {
  const { SITE_HOST: apiHost = 'localhost:4000', SITE_CLIENT_ID: clientId = '' } = process.env
  const { SITE_CLIENT_SECRET: clientSecret = '', SITE_PORT: port = '4001', SITE_AUTHORITY: file } = process.env
  try {
    if (!/^\d{1,5}$/.test(port)) throw new Error(`SITE_PORT is "${port}", which is no port`)
    if (clientId.length !== 20) throw new Error('SITE_CLIENT_ID does not have 20 characters')
    if (clientSecret.length !== 40) throw new Error('SITE_CLIENT_SECRET does not have 40 characters')
    const authority = file === undefined ? undefined : await readFile(file, 'utf8')
    const users = { ada: 'correct horse' }
    const site = await startSite({ apiHost, clientId, clientSecret, authority, port: Number(port), users })
    process.stdout.write(`The example site is at ${site.url}\n`)
  } catch (error) {
    process.stderr.write(`The example site did not start: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
