import type { Context } from 'koa'
import type { AdminParts } from './adminParts.ts'
import { lookAround } from './lookAround.ts'
import { operatorOf } from './operatorOf.ts'
import { overviewScreen } from './overviewScreen.tsx'
import { showScreen } from './showScreen.ts'
import { signInScreen } from './signInScreen.tsx'

/** `GET /admin`: what there is to see, for who is signed in; else where one signs in. */
export async function overview(ctx: Context, parts: AdminParts): Promise<void> {
  const { name: verifier } = parts.config
  const found = operatorOf(ctx, parts)
  if (found?.session.challenge !== null) {
    showScreen(ctx, signInScreen({ verifier, mistake: null }))
    return
  }
  const { session, operator } = found
  const seen = await lookAround(parts)
  showScreen(ctx, overviewScreen({ verifier, operator: operator.name, csrf: session.csrf, ...seen }))
}
