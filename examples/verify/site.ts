import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A website that has a payment confirmed by a face, without OpenID Connect: its back end orders a challenge, its page runs it with
 * `<zauth-verify>`, its back end redeems the result. The lines that matter are in `pay` and `confirmed`.
 *
 *     SITE_CLIENT_SECRET=… node examples/verify/site.ts
 *
 * (and, where they are others than below, SITE_ISSUER, SITE_CLIENT_ID and SITE_PORT). The verifier's entry for it has
 * `roads = ["verify"]` and `redirectUris = ["http://localhost:4001/paid"]`.
 */
export interface SiteConfig {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** 0 for any that is free. */
  readonly port: number
  /** Who is signed in here, in place of a sign-in of the website's own. */
  readonly user?: string
  /** Further headers of its pages. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface Site {
  readonly url: string
  close(): Promise<void>
}

/** What a browser's session holds while a payment waits for its face. */
interface Pending {
  readonly payment: string
  readonly secret: string
}

/** A payment that was confirmed, and how. */
interface Confirmed {
  readonly payment: string
  readonly confirmation: Readonly<Record<string, unknown>>
}

/** What the bank says when the verifier did not recognise her, by the verifier's code. */
const refusals: ReadonlyMap<string, string> = new Map([
  ['not_recognised', 'The face was not recognised.'],
  ['cancelled', 'You cancelled the payment.'],
  ['expired', 'The payment waited for too long.'],
])

/** Starts the website. The verifier need not be there before the first payment. */
export async function startSite(config: SiteConfig): Promise<Site> {
  const { issuer, user = 'ada' } = config
  const sessions = new Map<string, Pending>()
  let url = ''

  const ask = async (path: string, body: object): Promise<Response> =>
    await fetch(`${issuer}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${config.clientId}:${config.clientSecret}`)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    })

  const pay = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = new URLSearchParams(await bodyOf(request))
    const payment = `${form.get('amount') ?? ''} € to ${form.get('to') ?? ''}`
    const answer = await ask('/v1/challenges', {
      user,
      returnTo: `${url}/paid`,
      reason: `Pay ${payment}`,
      action: digestOf(payment),
    })
    if (!answer.ok) throw new Error(`The verifier said ${answer.status}: ${await answer.text()}`)
    const challenge = (await answer.json()) as { url: string; secret: string }
    // The secret stays in the session of this browser: no other browser can bring the result.
    response.setHeader('set-cookie', newSession(sessions, { payment, secret: challenge.secret }))
    show(response, 200, 'Confirm the payment', [
      `<p>You are about to pay <b>${escaped(payment)}</b>.</p>`,
      `<script type="module" src="${issuer}/assets/verify.js"></script>`,
      `<zauth-verify challenge="${challenge.url}">Confirm with your face</zauth-verify>`,
    ])
  }

  /** What the verifier vouches for, and the payment that it is about; or why nothing is paid. */
  const confirmed = async (request: IncomingMessage, parameters: URLSearchParams): Promise<Confirmed | string> => {
    const session = sessionOf(request)
    const pending = sessions.get(session)
    if (pending === undefined) return 'No payment waits in this browser.'
    // Anybody can make up a link to here: what it says ends no payment, and no words of it are shown in the bank's name.
    const refusal = parameters.get('zauth_error')
    if (refusal !== null) return refusals.get(refusal) ?? 'The face could not be checked.'
    const answer = await ask('/v1/verify', { result: parameters.get('zauth_result'), secret: pending.secret, user })
    const confirmation = (await answer.json()) as Record<string, unknown>
    if (!answer.ok) return String(confirmation['message'])
    sessions.delete(session)
    // What she confirmed must be what is carried out.
    if (confirmation['action'] !== digestOf(pending.payment)) return 'Another payment was confirmed.'
    return { payment: pending.payment, confirmation }
  }

  const paid = async (request: IncomingMessage, response: ServerResponse, parameters: URLSearchParams) => {
    const outcome = await confirmed(request, parameters)
    if (typeof outcome === 'string') {
      notPaid(response, outcome)
      return
    }
    const rows = Object.entries(outcome.confirmation).map(
      ([name, value]) => `<tr><th scope="row">${name}</th><td data-claim="${name}">${escaped(String(value))}</td></tr>`,
    )
    show(response, 200, 'Paid', [
      `<p>${escaped(outcome.payment)}. This is what the verifier vouched for:</p><table>${rows.join('')}</table>`,
    ])
  }

  const start = (response: ServerResponse): void =>
    show(response, 200, 'A payment', [
      `<p>You are signed in as <b>${escaped(user)}</b>.</p>`,
      `<form method="post" action="/pay">
        <label>To <input name="to" value="The Lighthouse" required></label>
        <label>Euros <input name="amount" inputmode="numeric" value="20" required></label>
        <button>Pay</button>
      </form>`,
    ])

  const notPaid = (response: ServerResponse, reason: string): void =>
    show(response, 403, 'Not paid', [`<p role="alert">${escaped(reason)}</p>`])

  const show = (response: ServerResponse, status: number, heading: string, content: readonly string[]): void => {
    const { origin } = new URL(issuer)
    response
      .writeHead(status, {
        'content-type': 'text/html; charset=utf-8',
        // All that the element needs of a policy is that its script may load.
        'content-security-policy': `default-src 'none'; img-src data:; script-src ${origin}; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
        'cache-control': 'no-store',
        ...config.headers,
      })
      .end(pageOf(heading, content.join('\n')))
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url)
    const route = `${request.method ?? ''} ${pathname}`
    if (route === 'GET /') start(response)
    else if (route === 'GET /style.css') response.writeHead(200, { 'content-type': 'text/css' }).end(style)
    else if (route === 'GET /paid') await paid(request, response, searchParams)
    else if (route !== 'POST /pay') show(response, 404, 'Nothing here', [])
    else if (request.headers.origin === url) await pay(request, response)
    else notPaid(response, 'The form came from another website.')
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      process.stderr.write(`The verifier could not be asked: ${String(error)}\n`)
      show(response, 502, 'Not paid', ['<p role="alert">The verifier could not be asked. Try again.</p>'])
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

function digestOf(payment: string): string {
  return createHash('sha256').update(payment).digest('base64url')
}

function newSession(sessions: Map<string, Pending>, pending: Pending): string {
  const id = randomBytes(32).toString('base64url')
  sessions.set(id, pending)
  return `payment=${id}; Path=/; HttpOnly; SameSite=Lax`
}

function sessionOf(request: IncomingMessage): string {
  return /(?:^|; )payment=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) {
    body += String(chunk)
    if (body.length > 4096) throw new Error('A form that is too large')
  }
  return body
}

function pageOf(heading: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(heading)} · Harbour Bank</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head>
<body><header>Harbour Bank</header><main><h1>${escaped(heading)}</h1>${content}<p><a href="/">Start again</a></p></main></body></html>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

const style = `
  :root { color-scheme: light dark; --green: light-dark(#0b6b4f, #6fd6a8); --on-green: light-dark(#fff, #0b1711) }
  body { margin: 0; font: 16px/1.5 system-ui, sans-serif }
  header { padding: 20px 28px; font-weight: 600 }
  main { max-width: 440px; margin: 5vh auto; padding: 0 24px }
  label { display: block; margin-top: 16px }
  input { font: inherit }
  form button { margin-top: 24px; font: inherit; padding: 8px 20px }
  th { text-align: left; padding-right: 16px }
  td { overflow-wrap: anywhere }
  zauth-verify { --zauth-accent: var(--green); --zauth-on-accent: var(--on-green); --zauth-radius: 4px; min-width: 16rem }
  zauth-verify::part(button) { text-transform: uppercase; letter-spacing: 0.05em }`

if (import.meta.main) {
  const { SITE_ISSUER: issuer = 'http://localhost:4000', SITE_CLIENT_ID: clientId = 'example-bank' } = process.env
  const { SITE_CLIENT_SECRET: clientSecret = '', SITE_PORT: port = '4001' } = process.env
  if (clientSecret === '') {
    process.stderr.write('SITE_CLIENT_SECRET is missing; the verifier knows the website by it\n')
    process.exitCode = 1
  } else {
    const site = await startSite({ issuer, clientId, clientSecret, port: Number(port) })
    process.stdout.write(`The example bank is at ${site.url}\n`)
  }
}
