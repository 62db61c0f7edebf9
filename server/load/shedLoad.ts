import type { Context, Middleware } from 'koa'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { addresses as duo } from '../duo/addresses.ts'
import { addresses as entra } from '../entra/addresses.ts'
import type { Matcher } from '../match/matcher.ts'
import type { Road } from '../roads/roads.ts'
import type { Pressure } from './createPressure.ts'
import { retrySoon } from './retrySoon.ts'

/** Seconds that somebody may be kept waiting: who has begun is let through longer, so that what is begun is ended rather than more begun. */
const longest = { new: 2.5, begun: 5 } as const

/** Where work comes in. */
interface Door {
  readonly method: 'GET' | 'POST'
  /** As the log names it. */
  readonly route: string
  readonly isHere: (ctx: Context) => boolean
  readonly kind: 'new' | 'begun' | 'probe'
}

/** As routers read it, which care neither for capitals nor for a slash at the end. */
const pathOf = (ctx: Context): string => ctx.path.toLowerCase().replace(/(?<=.)\/$/, '')

const at = (path: string) => ({ route: path, isHere: (ctx: Context) => pathOf(ctx) === path })

/** Where a sign-in is asked for, by each road. */
const asking: Readonly<Record<Road, readonly Omit<Door, 'kind'>[]>> = {
  oidc: [
    { method: 'POST', ...at('/request'), route: 'pushed_authorization_request' },
    {
      method: 'GET',
      route: 'authorization',
      // What was pushed has come in already.
      isHere: (ctx) => pathOf(ctx) === '/auth' && ctx.query['request'] !== undefined,
    },
  ],
  duo: [
    { method: 'GET', ...at(duo.authorize) },
    { method: 'POST', ...at(duo.authorize) },
  ],
  entra: [{ method: 'POST', ...at(entra.authorize) }],
  verify: [{ method: 'POST', ...at('/v1/challenges') }],
}

const doors: readonly Door[] = [
  ...Object.values(asking).flatMap((ofRoad) => ofRoad.map((door) => ({ ...door, kind: 'new' as const }))),
  { method: 'POST', ...at('/v1/account/checks'), kind: 'new' },
  { method: 'POST', ...at('/api/enrolments'), kind: 'begun' },
  { method: 'POST', ...at('/api/challenges'), kind: 'begun' },
  {
    method: 'POST',
    route: '/api/challenges/:challenge/probe',
    isHere: (ctx) => /^\/api\/challenges\/[^/]+\/probe$/.test(pathOf(ctx)),
    kind: 'probe',
  },
]

/** Where a browser is sent that was let in. */
const ways = [endpoints.interaction('', ''), `${entra.begin}/`]

/**
 * Refuses work that could not be done soon, at the earliest moment: before a body is read, a proof checked or a record written. Whoever
 * is refused costs next to nothing, so that those who are served are served as fast under five times the load as under once.
 */
export function shedLoad(matcher: Pick<Matcher, 'load'>, pressure: Pressure, issuer: string): Middleware {
  const isFull: Readonly<Record<Door['kind'], () => boolean>> = {
    new: () => pressure.waitOfNew() > longest.new,
    begun: () => pressure.waitOfBegun() > longest.begun,
    // It is looked at again when the probe is here: so many may arrive at the same time.
    probe: () => matcher.load().admitted >= matcher.load().places,
  }
  return async (ctx, next) => {
    const door = doors.find(({ method, isHere }) => method === ctx.method && isHere(ctx))
    if (door && isFull[door.kind]()) {
      ctx.state['route'] = door.route
      throw new ZAuthError('busy', 'too much is waiting', { retryAfter: retrySoon() })
    }
    await next()
    // Who was refused is no work to come: a stranger who knocks often must not keep out those who are let in.
    if (ctx.status >= 400) return
    // Nor is who was sent back to the website with an error.
    const to = ctx.response.headers['location']
    const goesOn =
      ctx.status === 201 || (typeof to === 'string' && ways.some((way) => to.startsWith(`${issuer}${way}`)))
    if (door?.kind === 'new' && goesOn) pressure.letIn()
    if (door?.kind === 'begun') pressure.hasCome()
  }
}
