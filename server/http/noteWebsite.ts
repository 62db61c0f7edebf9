import type { Context } from 'koa'
import type { Client } from '../clients/client.ts'

/** A website as a page shows it: where the person came from, and may go back to. */
export interface Website {
  readonly name: string
  /** Its first page: the origin of its redirect address. */
  readonly href: string
}

const noted = new WeakMap<object, Website>()

/**
 * Notes which website a request is about, so that a page that says what went wrong can lead back there.
 * @param origin of the redirect address in use; that of the first it has registered, where none is
 */
export function noteWebsite({ req }: Pick<Context, 'req'>, client: Client | null, origin?: string): void {
  const [redirectUri] = client?.redirectUris ?? []
  if (client === null || redirectUri === undefined) return
  noted.set(req, { name: client.name, href: `${origin ?? new URL(redirectUri).origin}/` })
}

/** The website that was noted. */
export function notedWebsite({ req }: Pick<Context, 'req'>): Website | null {
  return noted.get(req) ?? null
}
