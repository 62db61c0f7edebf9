import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createFaceStep } from './faceStep.ts'
import { refusal, start, welcome, type Reply } from './pages.ts'
import { passwordStep } from './passwords.ts'
import { newSession, sessionIdOf, type Session } from './sessions.ts'

/**
 * A website with a password step of its own and a face as the second factor. What it needs of ZAuth is an OpenID Connect
 * client, here `openid-client` as it comes; the lines that matter are in `faceStep.ts`.
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

interface Visit {
  readonly request: IncomingMessage
  readonly url: URL
  readonly session: Session | undefined
}

/** Starts the website. The verifier need not be there before the first sign-in. */
export async function startSite(config: SiteConfig): Promise<Site> {
  const isRight = passwordStep(config.users)
  const face = createFaceStep({ ...config, redirectUri: () => `${url}/callback` })
  const sessions = new Map<string, Session>()
  let url = ''

  const signIn = async ({ request }: Visit): Promise<Reply> => {
    const body = await bodyOf(request)
    if (body === null) return refusal(413, 'The form is too large.')
    const form = new URLSearchParams(body)
    const user = form.get('user') ?? ''
    if (!isRight(user, form.get('password') ?? '')) return start(config.users, 'Wrong name or password.')
    // The first factor is through, and only now the verifier hears of her.
    const { there, asked } = await face.ask(user)
    return { location: there, cookie: newSession(sessions, { pending: asked }) }
  }

  const finish = async ({ url: here, session }: Visit): Promise<Reply> => {
    const pending = session?.pending
    if (!session || !pending) return refusal(400, 'This browser has no sign-in under way.')
    // Whoever sends a person here by a link of his own does not end the sign-in that she has begun.
    if (here.searchParams.get('state') !== pending.state)
      return refusal(400, 'This answer does not belong to your sign-in.')
    delete session.pending
    const answer = await face.take(here, pending)
    if ('refused' in answer) return refusal(403, answer.refused, answer.code)
    return { location: '/', cookie: newSession(sessions, { claims: answer.claims }) }
  }

  const signOut = ({ request }: Visit): Reply => {
    sessions.delete(sessionIdOf(request))
    return { location: '/', cookie: 'session=; Max-Age=0' }
  }

  const routes: Record<string, (visit: Visit) => Reply | Promise<Reply>> = {
    'GET /': ({ session }) => (session?.claims ? welcome(session.claims) : start(config.users)),
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
      return await route({ request, url: here, session: sessions.get(sessionIdOf(request)) })
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

/** In one line, with what is behind a "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const said = error.message || ('code' in error ? String(error.code) : error.name)
  return error.cause instanceof Error ? `${said}: ${reasonOf(error.cause)}` : said
}

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
