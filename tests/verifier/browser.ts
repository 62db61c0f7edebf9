/** A browser as far as the redirects go: it keeps cookies by their path, and sends forms with its origin. */
export interface Browser {
  get(url: string, headers?: Record<string, string>): Promise<Response>
  /** Sends a form, empty unless told otherwise, from a page of `origin`: the form's own, unless told otherwise. */
  post(url: string, origin?: string, fields?: Record<string, string>): Promise<Response>
  /** The cookies that it would send to an address. */
  cookie(url: string): string
  /** Follows redirects until one leads away from `issuer`; that address, or the page where it ended. */
  follow(start: Response | string, issuer: string): Promise<URL | Response>
}

interface Cookie {
  readonly value: string
  readonly path: string
}

/** A browser without cookies. */
export function openBrowser(): Browser {
  const cookies = new Map<string, Cookie>()

  function cookieHeader(url: URL): string {
    return [...cookies]
      .filter(
        ([, { path }]) => url.pathname === path || url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`),
      )
      .map(([key, { value }]) => `${key.split('|', 1)[0] ?? ''}=${value}`)
      .join('; ')
  }

  function keep(response: Response): void {
    for (const header of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = header.split('; ')
      const separator = pair.indexOf('=')
      const name = pair.slice(0, separator)
      const path = attributes.find((attribute) => attribute.toLowerCase().startsWith('path='))?.slice(5) ?? '/'
      cookies.set(`${name}|${path}`, { value: pair.slice(separator + 1), path })
    }
  }

  async function send(url: string, init: RequestInit, headers: Record<string, string> = {}): Promise<Response> {
    const cookie = cookieHeader(new URL(url))
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', cookie, ...headers },
    })
    keep(response)
    return response
  }

  const get: Browser['get'] = (url, headers) => send(url, { method: 'GET' }, headers)
  return {
    get,
    cookie: (url) => cookieHeader(new URL(url)),
    post: (url, origin = new URL(url).origin, fields = {}) =>
      send(url, { method: 'POST', body: new URLSearchParams(fields) }, { origin }),
    async follow(start, issuer) {
      let response = typeof start === 'string' ? await get(start) : start
      for (let steps = 0; steps < 10; steps++) {
        const location = response.headers.get('location')
        if (location === null) return response
        const url = new URL(location, response.url || issuer)
        if (!url.href.startsWith(`${issuer}/`)) return url
        response = await get(url.href)
      }
      throw new Error('Too many redirects')
    },
  }
}
