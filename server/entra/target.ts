import type { Client } from '../clients/client.ts'
import type { EntraSettings } from './entraSettings.ts'

/** Where an answer may be sent, whatever else is wrong with a request: a registered address of a website of this road. */
export interface Target {
  readonly client: Client
  readonly settings: EntraSettings
  readonly redirectUri: string
  /** Returned as it came, `null` when none came. */
  readonly state: string | null
}
