import { readFile } from 'node:fs/promises'
import Router from '@koa/router'
import type { Context } from 'koa'
import { renderToString } from 'preact-render-to-string'
import type { VNode } from 'preact'
import { ZAuthError } from '../../../shared/protocol/errors.ts'
import { readForm } from '../../http/readForm.ts'
import type { Parts } from '../../parts.ts'
import type { Operator } from '../operatorsIn.ts'
import type { Operators } from '../openOperators.ts'
import { hashPassword, isPassword } from '../passwordHash.ts'
import { shipped } from '../../shipped.ts'
import { adminStyle } from './adminStyle.ts'
import { orderLook, wasSeen } from './faceOf.ts'
import { lookAround } from './lookAround.ts'
import { overviewScreen } from './overviewScreen.tsx'
import { createSessions, type Session } from './sessions.ts'
import { signInScreen } from './signInScreen.tsx'
import { createSignInLimits } from './signInLimits.ts'

const largest = 4096

/** The operators' pages, under `/admin` of `url`. */
export function adminRouter(parts: Parts, operators: Operators, url: string): Router {
  const { config, audit, now } = parts
  const sessions = createSessions(now)
  const limits = createSignInLimits(now)
  const router = new Router({ prefix: '/admin', sensitive: true })
  const nobody = hashPassword('nobody has it, and its hash takes as long')

  const show = (ctx: Context, screen: VNode, status = 200): void => {
    ctx.status = status
    ctx.type = 'html'
    ctx.body = `<!doctype html>${renderToString(screen)}`
  }
  const showSignIn = (ctx: Context, mistake: string | null, status = 200) => {
    show(ctx, signInScreen({ verifier: config.name, mistake }), status)
  }
  const leadTo = (ctx: Context, address: string): void => {
    ctx.status = 303
    ctx.redirect(address)
  }
  /** The session of a browser, and whose it is: she may have been removed meanwhile. */
  const current = (ctx: Context): { session: Session; operator: Operator } | null => {
    const session = sessions.of(ctx)
    const operator = session === null ? null : operators.find(session.operator)
    return session !== null && operator?.tag === session.tag ? { session, operator } : null
  }

  router.get('/', async (ctx) => {
    const found = current(ctx)
    if (found?.session.challenge !== null) showSignIn(ctx, null)
    else
      show(
        ctx,
        overviewScreen({
          verifier: config.name,
          operator: found.operator.name,
          csrf: found.session.csrf,
          ...(await lookAround(parts)),
        }),
      )
  })

  router.post('/sign-in', async (ctx) => {
    requireOwnForm(ctx, url)
    const form = await readForm(ctx, parts, largest)
    const [name, password] = [form.get('name')?.trim() ?? '', form.get('password')?.trim() ?? '']
    const operator = operators.find(name)
    // Behind a proxy that the settings name, it is whom the proxy names.
    const address = parts.senderOf(ctx.req) ?? ctx.req.socket.remoteAddress ?? ''
    const stored = operator?.password ?? (await nobody)
    const isRight = (await limits.try(name, address, () => isPassword(password, stored))) && operator !== null
    if (!isRight) {
      // Whoever types a password where a name belongs does not find it in a log.
      audit.note({ action: 'operator refused', by: { operator: operator?.name ?? 'unknown' }, detail: 'password' })
      showSignIn(ctx, 'No operator has this name and this password.', 403)
      return
    }
    const look = await orderLook(parts, operators, operator)
    sessions.begin(ctx, { operator: operator.name, tag: operator.tag, challenge: { id: look.id, secret: look.secret } })
    leadTo(ctx, look.url)
  })

  router.get('/return', async (ctx) => {
    const found = current(ctx)
    const challenge = found?.session.challenge ?? null
    const { zauth_result: result, zauth_error: error } = ctx.query
    if (found === null || challenge === null) {
      showSignIn(ctx, 'This sign-in is over. Start again.', 403)
      return
    }
    const { name, tag } = found.operator
    if (typeof result === 'string' && (await wasSeen(parts, challenge, result))) {
      // The code that was given with the password has done what it was for, used or not.
      await parts.store.enrolmentTickets.remove(found.operator.ticket.id)
      sessions.begin(ctx, { operator: name, tag, challenge: null })
      audit.note({ action: 'operator signed in', by: { operator: name } })
      leadTo(ctx, `${url}/admin`)
      return
    }
    sessions.end(ctx)
    audit.note({
      action: 'operator refused',
      by: { operator: name },
      detail: typeof error === 'string' ? 'no face' : 'no such result',
    })
    showSignIn(ctx, 'Your face was not recognised. Start again.', 403)
  })

  router.post('/sign-out', async (ctx) => {
    requireOwnForm(ctx, url)
    const found = current(ctx)
    const form = await readForm(ctx, parts, largest)
    if (found === null || form.get('csrf') !== found.session.csrf)
      throw new ZAuthError('interaction_unknown', 'no form of this session')
    sessions.end(ctx)
    leadTo(ctx, `${url}/admin`)
  })

  router.get('/page.css', async (ctx) => {
    ctx.type = 'css'
    ctx.body = `${await readFile(shipped('pageStyle'), 'utf8')}\n${adminStyle}`
  })

  return router
}

/** A form counts when the operators' own page has sent it. */
function requireOwnForm(ctx: Context, url: string): void {
  if (ctx.get('Origin') !== url) throw new ZAuthError('interaction_unknown', 'a form from another origin')
}
