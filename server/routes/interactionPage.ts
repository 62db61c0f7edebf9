import type { Context } from 'koa'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { noteSubject } from '../http/noteSubject.ts'
import { hasExpired } from '../interactions/hasExpired.ts'
import { offerOf } from '../interactions/offerOf.ts'
import { ownInteraction } from '../interactions/ownInteraction.ts'
import type { PartsWithProvider } from '../parts.ts'
import { policyOfAccount } from '../policy/policyOfAccount.ts'
import { codeWait } from '../codes/codeWait.ts'
import { assetsOf } from '../screens/assetsOf.ts'
import type { CodeAnswer } from '../screens/codeForm.tsx'
import { interactionScreen } from '../screens/interactionScreen.tsx'
import { recoveredScreen } from '../screens/recoveredScreen.tsx'
import { renderScreen } from '../screens/renderScreen.tsx'
import { ticketScreen } from '../screens/ticketScreen.tsx'
import type { InteractionRecord } from '../store/records.ts'
import { wordsFor } from '../words/wordsFor.ts'

/**
 * `GET /interaction/{uid}`: the page that says who asks, for whom, and hands the offer to the extension. Before that it asks for
 * a ticket where the website demands one; after a recovery code it asks what is next (`?setup`: add this device).
 */
export async function interactionPage(ctx: Context, uid: string, parts: PartsWithProvider): Promise<void> {
  const interaction = await ownInteraction(ctx, uid, parts)
  noteSubject(ctx, parts, interaction.account)
  const { issuer, name, extensionUrl } = parts.config
  const offer = await offerOf(parts, interaction)
  const common = {
    verifier: name,
    assets: assetsOf(issuer),
    words: wordsFor(ctx),
    page: endpoints.interaction(issuer, uid),
    offer,
  }
  const refusal = hasExpired(interaction, parts.now()) ? 'expired' : interaction.refusal
  const isRecovered = interaction.authenticatedBy === 'recovery_code'
  const isEnough = !interaction.demandsFace
  const setUp = isRecovered ? await setUpOf(parts, interaction) : null

  if (isRecovered && (setUp === null || ctx.query['setup'] === undefined)) {
    const { length } = await parts.store.recoveryCodes.findAll({ account: interaction.account })
    renderScreen(ctx, recoveredScreen({ ...common, codesLeft: length, setUp, isEnough }))
    return
  }
  const answer = await answerOf(ctx, parts, interaction)
  if (refusal === null && !isRecovered && (await needsTicket(parts, interaction))) {
    renderScreen(ctx, ticketScreen({ ...common, answer }))
    return
  }
  renderScreen(ctx, interactionScreen({ ...common, extensionUrl, refusal, isRecovered, isEnough, answer }))
}

/** Whether a device may be added after a recovery code, and whether one has to make room for it. */
async function setUpOf(parts: PartsWithProvider, { account, expiresAt }: InteractionRecord) {
  const { enrolment, maxDevices } = await policyOfAccount(parts, account)
  if (enrolment === 'closed' || expiresAt <= parts.now()) return null
  const devices = (await parts.store.accounts.find(account))?.devices ?? []
  return { isFull: devices.length >= maxDevices }
}

async function needsTicket(parts: PartsWithProvider, interaction: InteractionRecord): Promise<boolean> {
  if (interaction.purpose !== 'enrol' || interaction.hasTicket) return false
  return (await policyOfAccount(parts, interaction.account)).enrolment === 'ticket'
}

/** What `recover` has sent the browser back with. The address is anybody's to make up: it says nothing that does harm. */
async function answerOf(ctx: Context, parts: PartsWithProvider, interaction: InteractionRecord): Promise<CodeAnswer> {
  const { code } = ctx.query
  if (code !== 'wrong' && code !== 'wait') return null
  const wait = await codeWait(parts, interaction)
  if (wait === 0) return { was: 'wrong' }
  return { was: 'too_many', seconds: Number.isFinite(wait) ? Math.ceil(wait / 1000) : null }
}
