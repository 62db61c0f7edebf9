import type { Context } from 'koa'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { browserOf } from '../http/browserOf.ts'
import { noteSubject } from '../http/noteSubject.ts'
import { noteWebsite } from '../http/noteWebsite.ts'
import type { PartsWithProvider } from '../parts.ts'
import { beginAtPage, newUid } from '../roads/beginAtPage.ts'
import { renderScreen } from '../screens/renderScreen.tsx'
import type { VerifyChallenge } from '../store/records.ts'
import { wordsFor } from '../words/wordsFor.ts'
import { landingScreen } from './landingScreen.tsx'

/**
 * `GET /verify/{challenge}`: the browser opens the challenge, and the first that does is the only one that can. In a window
 * beside the website's page (`?window=open`) it asks first whether that page is there; then (`?window=go`) the end of the
 * sign-in is handed over to it, otherwise it is brought by redirect. `HEAD` begins nothing: programs that show where a link leads look so.
 */
export async function openChallenge(ctx: Context, id: string, parts: PartsWithProvider): Promise<void> {
  const challenge = await parts.store.verifyChallenges.find(id)
  if (challenge === null) throw new ZAuthError('interaction_unknown', 'no such challenge')
  const client = parts.clients.find(challenge.clientId)
  if (client === null) throw new ZAuthError('interaction_unknown', 'its website was removed')
  noteWebsite(ctx, client)
  noteSubject(ctx, parts, challenge.account)
  if (ctx.method === 'HEAD') {
    ctx.status = 200
    return
  }
  const { window } = ctx.query
  if (window === 'open') {
    renderScreen(ctx, landingScreen(parts.config, challenge, wordsFor(ctx)))
    return
  }
  const page = isOpen(challenge, parts) ? await begin(ctx, parts, challenge) : await pageBegun(ctx, parts, challenge)
  await parts.store.verifyChallenges.update(id, { state: 'begun' }, { inWindow: window === 'go' })
  ctx.status = 303
  ctx.redirect(page)
}

function isOpen({ state, expiresAt }: VerifyChallenge, { now }: PartsWithProvider): boolean {
  if (state !== 'open') return false
  if (expiresAt <= now()) throw new ZAuthError('interaction_expired')
  return true
}

/** Begins the sign-in of a challenge, once; the page of the one that counts. */
async function begin(ctx: Context, parts: PartsWithProvider, challenge: VerifyChallenge): Promise<string> {
  const { verifyChallenges, interactions } = parts.store
  const { id, clientId, userId, returnTo, reason, demandsFace } = challenge
  const uid = newUid()
  const page = await beginAtPage(ctx, parts, {
    uid,
    road: 'verify',
    wayBack: JSON.stringify({ challenge: id }),
    redirectUri: returnTo,
    clientId,
    userId,
    reason,
    demandsFace,
    request: id,
  })
  if (await verifyChallenges.update(id, { state: 'open' }, { state: 'begun', interaction: uid })) return page
  await interactions.remove(uid)
  return await pageBegun(ctx, parts, await verifyChallenges.find(id))
}

/**
 * The page of the sign-in that this browser has begun. Who was sent the address of somebody else's challenge finds it taken, or takes it
 * and gets nothing from its result.
 */
async function pageBegun(
  ctx: Context,
  { store, config: { issuer } }: PartsWithProvider,
  challenge: VerifyChallenge | null,
): Promise<string> {
  const uid = challenge?.interaction ?? null
  const interaction = uid === null ? null : await store.interactions.find(uid)
  if (interaction === null || interaction.browser !== browserOf(ctx, issuer))
    throw new ZAuthError('interaction_over', 'begun by another browser')
  return endpoints.interaction(issuer, interaction.id)
}
