import { readFile } from 'node:fs/promises'
import Router from '@koa/router'
import type { Parts } from '../../parts.ts'
import { shipped } from '../../shipped.ts'
import type { Operators } from '../openOperators.ts'
import { hashPassword } from '../passwordHash.ts'
import type { AdminParts } from './adminParts.ts'
import { adminStyle } from './adminStyle.ts'
import { comeBack } from './comeBack.ts'
import { overview } from './overview.ts'
import { createSessions } from './sessions.ts'
import { signIn } from './signIn.ts'
import { createSignInLimits } from './signInLimits.ts'
import { signOut } from './signOut.ts'

/** The operators' pages, under `/admin` of `url`. */
export function adminRouter(verifier: Parts, operators: Operators, url: string): Router {
  const [sessions, limits] = [createSessions(verifier.now), createSignInLimits(verifier.now)]
  const nobody = hashPassword('nobody has it, and its hash takes as long')
  const parts: AdminParts = { ...verifier, operators, sessions, limits, nobody, url }
  const router = new Router({ prefix: '/admin', sensitive: true })
  router.get('/', (ctx) => overview(ctx, parts))
  router.post('/sign-in', (ctx) => signIn(ctx, parts))
  router.get('/return', (ctx) => comeBack(ctx, parts))
  router.post('/sign-out', (ctx) => signOut(ctx, parts))
  router.get('/page.css', async (ctx) => {
    ctx.type = 'css'
    ctx.body = `${await readFile(shipped('pageStyle'), 'utf8')}\n${adminStyle}`
  })
  return router
}
