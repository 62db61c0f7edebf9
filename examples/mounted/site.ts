import { randomBytes, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa, { type Context } from 'koa'
import mount from 'koa-mount'
import { createVerifier } from 'zauth'

/**
 * A website in Koa with its verifier in the same process, mounted at `/face`. The lines that matter are at the beginning of `startSite`
 * and in its `close`; the way to a face and back is that of `docs/integrate/verify.md`.
 *
 *     npm run build && node examples/mounted/site.ts
 *
 * (and, where they are others than below, SITE_PORT and SITE_DATA, the verifier's folder).
 */
export interface SiteConfig {
  /** 0 for any that is free. */
  readonly port: number
  /** Folder for what the verifier keeps. */
  readonly data: string
  /** Whether heads have to move, or a still photograph will do. */
  readonly liveness?: 'off' | 'always'
}

export interface Site {
  readonly url: string
  /** The verifier's address. */
  readonly issuer: string
  close(): Promise<void>
}

/** What a browser's session holds. */
interface Session {
  /** Once the password was right. */
  pending?: { readonly user: string; readonly secret: string } | undefined
  /** Once the face was, too. */
  user?: string
}

/** Starts the website and its verifier. */
export async function startSite({ port, data, liveness = 'always' }: SiteConfig): Promise<Site> {
  // It listens first, so that its address is known; its first request comes later.
  const server = createServer().listen(port, 'localhost')
  await once(server, 'listening')
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  const client = { id: 'site', secret: randomBytes(32).toString('base64url') }
  const issuer = `${url}/face`
  const verifier = await createVerifier(
    {
      issuer,
      data,
      liveness,
      enrolment: 'open',
      clients: [{ ...client, name: 'Harbour Tickets', redirectUris: [`${url}/signed-in`], roads: ['verify'] }],
    },
    { logTo: { write: () => undefined } },
  )
  const website = new Koa()
  website.use(mount('/face', verifier.app))
  website.use(pages(url, issuer, client))
  const answer = website.callback()
  server.on('request', (request, response) => void answer(request, response))
  return {
    url,
    issuer,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await Promise.all([closed, verifier.close()])
    },
  }
}

/** The website's own pages. */
function pages(url: string, issuer: string, client: { readonly id: string; readonly secret: string }): Koa.Middleware {
  const sessions = new Map<string, Session>()

  const ask = async (path: string, body: object): Promise<Record<string, string>> => {
    const authorization = `Basic ${btoa(`${client.id}:${client.secret}`)}`
    const headers = { authorization, 'content-type': 'application/json' }
    const answer = await fetch(`${issuer}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    return (await answer.json()) as Record<string, string>
  }

  const signIn = async (ctx: Context): Promise<void> => {
    const form = new URLSearchParams(await bodyOf(ctx))
    const user = form.get('user') ?? ''
    if (ctx.get('Origin') !== url || !isPassword(form.get('password') ?? '')) {
      show(ctx, 403, 'Not signed in', '<p role="alert">Wrong name or password.</p>')
      return
    }
    const challenge = await ask('/v1/challenges', { user, returnTo: `${url}/signed-in` })
    const { secret = '', url: there = '', message = '' } = challenge
    if (there === '') show(ctx, 502, 'Not signed in', `<p role="alert">${escaped(message)}</p>`)
    else begin(ctx, sessions, { pending: { user, secret } }, there)
  }

  const signedIn = async (ctx: Context): Promise<void> => {
    const pending = sessions.get(ctx.cookies.get('session') ?? '')?.pending
    const { zauth_result: result = null, zauth_error_description: refusal } = ctx.query
    const { user, message } =
      pending === undefined || result === null
        ? { message: String(refusal ?? 'No sign-in waits in this browser.') }
        : await ask('/v1/verify', { ...pending, result })
    if (user === undefined) show(ctx, 403, 'Not signed in', `<p role="alert">${escaped(message ?? '')}</p>`)
    else begin(ctx, sessions, { user }, '/')
  }

  return async (ctx) => {
    const route = `${ctx.method} ${ctx.path}`
    const user = sessions.get(ctx.cookies.get('session') ?? '')?.user
    if (route === 'POST /sign-in') await signIn(ctx)
    else if (route === 'GET /signed-in') await signedIn(ctx)
    else if (route !== 'GET /') show(ctx, 404, 'Nothing here', '')
    else if (user === undefined) show(ctx, 200, 'Sign in', form)
    else show(ctx, 200, `Welcome, ${user}`, '<p>You are signed in by password and face.</p>')
  }
}

/** A session never keeps its id across a change of what it may do. */
function begin(ctx: Context, sessions: Map<string, Session>, session: Session, there: string): void {
  const id = randomBytes(32).toString('base64url')
  sessions.set(id, session)
  ctx.cookies.set('session', id, { httpOnly: true, sameSite: 'lax' })
  ctx.status = 303
  ctx.redirect(there)
}

/** Everybody's, in this demonstration. */
const password = Buffer.from('correct horse')

function isPassword(given: string): boolean {
  const bytes = Buffer.from(given)
  return bytes.length === password.length && timingSafeEqual(bytes, password)
}

async function bodyOf(ctx: Context): Promise<string> {
  let body = ''
  for await (const chunk of ctx.req.setEncoding('utf8')) {
    body += String(chunk)
    if (body.length > 4096) ctx.throw(413)
  }
  return body
}

const form = `<form method="post" action="/sign-in">
  <p><label>Name <input name="user" autocomplete="username" value="ada" required></label></p>
  <p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>
  <p><button>Continue</button></p>
  <p>This is a demonstration: the password is <b>correct horse</b>.</p>
</form>`

function show(ctx: Context, status: number, heading: string, content: string): void {
  ctx.status = status
  ctx.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
  ctx.type = 'html'
  ctx.body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(heading)} · Harbour Tickets</title>
<meta name="viewport" content="width=device-width"></head><body><h1>${escaped(heading)}</h1>${content}</body></html>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

if (import.meta.main) {
  const { SITE_PORT: port = '4001', SITE_DATA: data = 'zauth-data' } = process.env
  const site = await startSite({ port: Number(port), data })
  process.stdout.write(`The example site is at ${site.url}, its verifier at ${site.issuer}\n`)
  const end = (): void => {
    process.off('SIGTERM', end).off('SIGINT', end)
    void site.close()
  }
  process.on('SIGTERM', end).on('SIGINT', end)
}
