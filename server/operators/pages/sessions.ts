import { createHash, randomBytes } from 'node:crypto'
import type { Context } from 'koa'

/** No other host can plant it (RFC 6265bis §4.1.3.2). Browsers take it on https, and on this machine. */
const cookieName = '__Host-zauth_operator'
/** Milliseconds without a look at a page, in all, and for a face to be shown after a password. */
const idle = 15 * 60_000
const longest = 8 * 60 * 60_000
const forFace = 10 * 60_000
const most = 1000

/** An operator's session. */
export interface Session {
  readonly operator: string
  /** Of the account that she had when it began: somebody of the same name who came later is somebody else. */
  readonly tag: string
  /** Until her face was seen: the challenge that was ordered for it. */
  readonly challenge: { readonly id: string; readonly secret: string } | null
  /** In each of its forms. */
  readonly csrf: string
}

/** The sessions of one process: they end with it. */
export interface Sessions {
  /** Begins one, in a cookie of its own whatever there was before: nobody can have fixed it. */
  begin(ctx: Context, session: Omit<Session, 'csrf'>): void
  /** The one of a browser; `null` when it has none, or it was over. */
  of(ctx: Context): Session | null
  end(ctx: Context): void
}

interface Kept {
  readonly session: Session
  readonly begunAt: number
  seenAt: number
}

export function createSessions(now: () => number): Sessions {
  const all = new Map<string, Kept>()

  const isOver = ({ session, begunAt, seenAt }: Kept): boolean =>
    now() - begunAt >= (session.challenge === null ? longest : forFace) || now() - seenAt >= idle

  function nameOf(ctx: Context): string {
    return hashOf(ctx.cookies.get(cookieName, { signed: false }) ?? '')
  }

  function end(ctx: Context): void {
    all.delete(nameOf(ctx))
    setCookie(ctx, '', 0)
  }

  return {
    begin(ctx, session) {
      all.delete(nameOf(ctx))
      for (const [name, kept] of all) if (isOver(kept)) all.delete(name)
      const [oldest] = all.keys()
      if (all.size >= most && oldest !== undefined) all.delete(oldest)
      const secret = randomBytes(32).toString('base64url')
      const csrf = randomBytes(32).toString('base64url')
      all.set(hashOf(secret), { session: { ...session, csrf }, begunAt: now(), seenAt: now() })
      setCookie(ctx, secret, longest / 1000)
    },
    of(ctx) {
      const name = nameOf(ctx)
      const kept = all.get(name)
      if (kept === undefined) return null
      if (isOver(kept)) {
        all.delete(name)
        return null
      }
      kept.seenAt = now()
      return kept.session
    },
    end,
  }
}

/** Lax, because the verifier's own page, which may be of another site, leads back here. */
function setCookie(ctx: Context, value: string, seconds: number): void {
  ctx.append('Set-Cookie', `${cookieName}=${value}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=Lax`)
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
