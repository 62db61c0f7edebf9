import * as v from 'valibot'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { refusalSentence } from '../roads/refusalSentence.ts'
import type { WayBack } from '../roads/road.ts'
import { firstTime } from '../once/firstTime.ts'
import { kinds } from '../once/kinds.ts'
import type { Parts } from '../parts.ts'
import type { InteractionRecord } from '../store/records.ts'
import { idTokenOf } from './idTokenOf.ts'
import { postBack } from './postBack.ts'
import { WayBackState } from './wayBackState.ts'

/** Back to Entra: with an id_token when the face matched, once, and with an error when not. */
export const wayBack: WayBack = async (ctx, { interaction, clientId, outcome }, parts) => {
  const state = v.parse(WayBackState, JSON.parse(interaction.wayBack))
  const client = parts.clients.find(clientId)
  // Unlike a code, an id_token needs nobody's secret to be used: there is none for a website that was removed meanwhile.
  if (!client?.roads.includes('entra') || !client.redirectUris.includes(state.redirectUri)) {
    throw new ZAuthError('interaction_over', 'its website was removed')
  }
  const website = client.name
  const send = (answer: Parameters<typeof postBack>[2]['answer']): void =>
    postBack(ctx, parts, { website, redirectUri: state.redirectUri, state: state.state, answer })
  const refuse = (reason: string): void => send({ error: 'access_denied', error_description: reason })

  if (outcome.state === 'refused') {
    refuse(refusalSentence(outcome.reason))
    return
  }
  const idToken = await idTokenOf(parts, clientId, outcome.by, state)
  if (idToken === null) {
    refuse('A recovery code is not enough for what was asked for.')
    return
  }
  await requireFirstAnswer(parts, interaction)
  send({ id_token: idToken })
}

async function requireFirstAnswer({ store }: Parts, { id, removeAt }: InteractionRecord): Promise<void> {
  const isFirst = await firstTime(store, kinds.entraAnswer + id, removeAt)
  if (!isFirst) throw new ZAuthError('interaction_over', 'its answer was given already')
}
