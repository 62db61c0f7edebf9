import type { Context } from 'koa'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { accountTries } from '../attempts/trySubject.ts'
import { noteSubject } from '../http/noteSubject.ts'
import { readForm } from '../http/readForm.ts'
import { requireOwnOrigin } from '../http/requireOwnOrigin.ts'
import { authenticateInteraction } from '../interactions/authenticateInteraction.ts'
import { liveStates } from '../interactions/liveStates.ts'
import { ownInteraction } from '../interactions/ownInteraction.ts'
import { requireLive } from '../interactions/requireLive.ts'
import type { CodeOutcome } from '../metrics/createMetrics.ts'
import type { PartsWithProvider } from '../parts.ts'
import { countCodeTry } from '../codes/countCodeTry.ts'
import { readCode } from '../codes/readCode.ts'
import { useCode } from '../codes/useCode.ts'
import type { InteractionRecord } from '../store/records.ts'

const largest = 1024

/**
 * `POST /interaction/{uid}/recover`: the person types a code. A recovery code of her own ends the sign-in well; a ticket of the
 * website's, or a short code of a device of hers, lets her enrol this device in it. The page that follows says what became of it.
 */
export async function recover(ctx: Context, uid: string, parts: PartsWithProvider): Promise<void> {
  requireOwnOrigin(ctx, parts)
  const interaction = await ownInteraction(ctx, uid, parts)
  noteSubject(ctx, parts, interaction.account)
  requireLive(interaction, parts.now())
  const typed = (await readForm(ctx, parts, largest)).get('code') ?? ''
  const did = await whatItDid(parts, interaction, readCode(typed))
  parts.metrics.codeTyped(did)
  ctx.status = 303
  const said = did === 'wrong' || did === 'wait' ? `?code=${did}` : ''
  ctx.redirect(endpoints.interaction(parts.config.issuer, uid) + said)
}

/** What the code was that was typed, once it has done what it is for; or what the page has to say of it. */
async function whatItDid(
  parts: PartsWithProvider,
  { id, account, road }: InteractionRecord,
  code: string | null,
): Promise<CodeOutcome> {
  // Mistyped: no code at all has such a form, so nothing was guessed.
  if (code === null) return 'wrong'
  try {
    await countCodeTry(parts, id)
  } catch (error) {
    if (error instanceof ZAuthError && error.code === 'too_many_tries') return 'wait'
    throw error
  }
  const used = await useCode(parts, account, code)
  if (used === null) return 'wrong'
  if (used !== 'recovery_code') {
    const change = { hasTicket: true, purpose: 'enrol' } as const
    const isTaken = await parts.store.interactions.update(id, { state: liveStates }, change)
    // Cancelled meanwhile: the code is used up, and the page says that it has done nothing.
    if (!isTaken) throw new ZAuthError('interaction_over', `${used} typed for nothing`)
    return used
  }
  await authenticateInteraction(parts, id, { by: 'recovery_code', with: null })
  parts.audit.note({ action: 'recovery code used', by: { person: 'recovery code' }, account, detail: road })
  parts.metrics.signInEnded(road, 'recovery_code')
  // NIST SP 800-63B-4 §3.2.3: another factor ends a run of failures.
  await parts.store.tries.update(accountTries(account), {}, { failures: 0, notBefore: 0 })
  return used
}
