import { randomBytes } from 'node:crypto'
import type { Context } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { markedBrowserOf } from '../http/browserOf.ts'
import { noteSubject } from '../http/noteSubject.ts'
import { noteWebsite } from '../http/noteWebsite.ts'
import { beginInteraction } from '../interactions/beginInteraction.ts'
import { clientOf } from '../interactions/clientOf.ts'
import type { PartsWithProvider } from '../parts.ts'
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
  const client = clientOf(parts, challenge.clientId)
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
  const browser = markedBrowserOf(ctx, parts.config.issuer)
  const uid = isOpen(challenge, parts)
    ? await begin(parts, challenge, { browser, sender: parts.senderOf(ctx.req) })
    : challenge.interaction
  const interaction = uid === null ? null : await parts.store.interactions.find(uid)
  // Who was sent the address of somebody else's challenge finds it taken, or takes it and gets nothing from its result.
  if (interaction?.browser !== browser) throw new ZAuthError('interaction_over', 'begun by another browser')
  await parts.store.verifyChallenges.update(id, { state: 'begun' }, { inWindow: window === 'go' })
  ctx.status = 303
  ctx.redirect(`${parts.config.issuer}/interaction/${interaction.id}`)
}

function isOpen({ state, expiresAt }: VerifyChallenge, { now }: PartsWithProvider): boolean {
  if (state !== 'open') return false
  if (expiresAt <= now()) throw new ZAuthError('interaction_expired')
  return true
}

/** Begins the sign-in of a challenge, once; the id of the one that counts. */
async function begin(
  parts: PartsWithProvider,
  { id, clientId, userId, returnTo, reason, demandsFace }: VerifyChallenge,
  from: { readonly browser: string; readonly sender: string | null },
): Promise<string | null> {
  const { store } = parts
  const uid = randomBytes(32).toString('base64url')
  const wayBack = JSON.stringify({ challenge: id })
  await beginInteraction(parts, {
    uid,
    road: 'verify',
    wayBack,
    redirectUri: returnTo,
    clientId,
    userId,
    reason,
    demandsFace,
    request: id,
    ...from,
  })
  if (await store.verifyChallenges.update(id, { state: 'open' }, { state: 'begun', interaction: uid })) return uid
  await store.interactions.remove(uid)
  return (await store.verifyChallenges.find(id))?.interaction ?? null
}
