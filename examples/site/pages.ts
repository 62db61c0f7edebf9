import type { IDToken } from 'openid-client'
import { style } from './style.ts'

/** A page, or where the browser goes and with which cookie. */
export type Reply =
  { readonly status: number; readonly body: string } | { readonly location: string; readonly cookie: string }

function page(status: number, heading: string, content: string): Reply {
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(heading)} · Harbour Books</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><style>${style}</style></head>
<body><header><span aria-hidden="true">⚓</span> Harbour Books</header>
<main><h1>${escaped(heading)}</h1>${content}</main></body></html>`
  return { status, body }
}

/** Asks for name and password, and says at once which they are. */
export function start(users: Readonly<Record<string, string>>, problem?: string): Reply {
  const [user = '', password = ''] = Object.entries(users)[0] ?? []
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

/** What somebody sees who is signed in. */
export function welcome(claims: IDToken): Reply {
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

/** Says why somebody is not signed in. */
export function refusal(status: number, reason: string, code = ''): Reply {
  const content = `<p role="alert" data-error="${escaped(code)}">${escaped(reason)}</p><p><a href="/">Back to the start</a></p>`
  return page(status, 'Not signed in', content)
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
