import type { Context } from 'koa'
import type { AdminParts } from './adminParts.ts'
import { wasSeen } from './faceOf.ts'
import { operatorOf } from './operatorOf.ts'
import { showScreen } from './showScreen.ts'
import { signInScreen } from './signInScreen.tsx'

/** `GET /admin/return`: where the verifier sends her back to when it has looked at her face. */
export async function comeBack(ctx: Context, parts: AdminParts): Promise<void> {
  const { config, store, sessions, audit, url } = parts
  const refuse = (mistake: string) => {
    showScreen(ctx, signInScreen({ verifier: config.name, mistake }), 403)
  }
  const found = operatorOf(ctx, parts)
  const challenge = found?.session.challenge ?? null
  if (found === null || challenge === null) {
    refuse('This sign-in is over. Start again.')
    return
  }
  const { name, tag, ticket } = found.operator
  const { zauth_result: result, zauth_error: error } = ctx.query
  if (typeof result === 'string' && (await wasSeen(parts, found.operator, challenge, result))) {
    // The code that was given with the password has done what it was for, used or not.
    await store.enrolmentTickets.remove(ticket.id)
    sessions.begin(ctx, { operator: name, tag, challenge: null })
    audit.note({ action: 'operator signed in', by: { operator: name } })
    ctx.status = 303
    ctx.redirect(`${url}/admin`)
    return
  }
  sessions.end(ctx)
  const detail = typeof error === 'string' ? 'no face' : 'no such result'
  audit.note({ action: 'operator refused', by: { operator: name }, detail })
  refuse('Your face was not recognised. Start again.')
}
