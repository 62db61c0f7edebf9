import type { Context } from 'koa'
import { ZAuthError } from '../../../shared/protocol/errors.ts'
import type { AdminParts } from './adminParts.ts'
import { operatorOf } from './operatorOf.ts'
import { ownForm } from './ownForm.ts'

/**
 * `POST /admin/sign-out`: ends the session.
 * @throws ZAuthError `interaction_unknown` for a form of another one
 */
export async function signOut(ctx: Context, parts: AdminParts): Promise<void> {
  const form = await ownForm(ctx, parts)
  const found = operatorOf(ctx, parts)
  if (found === null || form.get('csrf') !== found.session.csrf)
    throw new ZAuthError('interaction_unknown', 'no form of this session')
  parts.sessions.end(ctx)
  ctx.status = 303
  ctx.redirect(`${parts.url}/admin`)
}
