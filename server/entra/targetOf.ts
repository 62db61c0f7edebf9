import type { Parts } from '../parts.ts'
import { RoadRefusal } from '../roads/refusal.ts'
import type { Target } from './target.ts'

const longestState = 8192

/**
 * Who asks, and where the answer goes ("Suggested actions for external identity providers", 1).
 * @throws RoadRefusal for which there is nobody to be told but the person
 */
export function targetOf(parts: Parts, form: ReadonlyMap<string, string>): Target {
  const client = parts.clients.find(form.get('client_id') ?? '')
  if (!client?.roads.includes('entra') || client.entra === undefined) {
    throw new RoadRefusal('invalid_request', 'client_id is not known')
  }
  const redirectUri = form.get('redirect_uri') ?? ''
  if (!client.redirectUris.includes(redirectUri)) {
    throw new RoadRefusal('invalid_request', 'redirect_uri is not registered')
  }
  const state = form.get('state') ?? null
  if (state !== null && state.length > longestState) throw new RoadRefusal('invalid_request', 'state is too long')
  return { client, settings: client.entra, redirectUri, state }
}
