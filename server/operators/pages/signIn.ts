import type { Context } from 'koa'
import { isPassword } from '../passwordHash.ts'
import type { AdminParts } from './adminParts.ts'
import { orderLook } from './faceOf.ts'
import { ownForm } from './ownForm.ts'
import { showScreen } from './showScreen.ts'
import { signInScreen } from './signInScreen.tsx'

/** `POST /admin/sign-in`: a name and a password; then the verifier looks at her face. */
export async function signIn(ctx: Context, parts: AdminParts): Promise<void> {
  const { config, operators, limits, sessions, audit } = parts
  const form = await ownForm(ctx, parts)
  const [name, password] = [form.get('name')?.trim() ?? '', form.get('password')?.trim() ?? '']
  const operator = operators.find(name)
  // Behind a proxy that the settings name, it is whom the proxy names.
  const address = parts.senderOf(ctx.req) ?? ctx.req.socket.remoteAddress ?? ''
  const stored = operator?.password ?? (await parts.nobody)
  const isRight = await limits.try(name, address, () => isPassword(password, stored))
  if (!isRight || operator === null) {
    // Whoever types a password where a name belongs does not find it in a log.
    audit.note({ action: 'operator refused', by: { operator: operator?.name ?? 'unknown' }, detail: 'password' })
    const mistake = 'No operator has this name and this password.'
    showScreen(ctx, signInScreen({ verifier: config.name, mistake }), 403)
    return
  }
  const { id, secret, url } = await orderLook(parts, operators, operator)
  sessions.begin(ctx, { operator: operator.name, tag: operator.tag, challenge: { id, secret } })
  ctx.status = 303
  ctx.redirect(url)
}
