import type { LockState } from '../../extension/lock/lockState.ts'
import type { Scene } from '../../extension/popup/readScene.ts'
import type { Waiting } from '../../extension/popup/waitingSignIns.ts'
import type { Account } from '../../extension/storage/accounts/account.ts'
import { settingsOf } from '../../extension/storage/settings/settingsOf.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import { sampleOffer } from './sampleOffer.ts'

const settings = settingsOf(undefined)

/** The n-th account; none was used lately, so that no picture depends on the day. */
export function account(n: number, relyingParty: string, name: string, issuer: string): Account {
  return {
    issuer,
    clientId: `client-${n}`,
    relyingParty,
    account: name,
    device: `device-${n}`,
    keyAndTemplate: 'kt',
    jwks: { keys: [] },
    keys: `keys-${n}`,
    enrolled: Date.UTC(2026, 2, 2, 12),
    lastUsed: null,
  }
}

/** The account of the screenshots. */
export const own = account(1, 'Harbour Books', 'ada', sampleOffer.issuer)
const several: readonly Account[] = [
  own,
  account(2, 'Harbour Books', 'grace', sampleOffer.issuer),
  account(
    3,
    'Landesverband der Donaudampfschifffahrtsgesellschaften und Hafenmeistereien e. V.',
    'maximiliane.von-und-zu-hohenschwangau@donaudampfschifffahrtsgesellschaft.example',
    'https://anmeldung.donaudampfschifffahrtsgesellschaft.example',
  ),
  account(4, 'مكتبة الميناء', 'ليلى', 'https://face.library.example'),
  account(5, 'Rowing Club', 'ada.lovelace', 'https://login.rowing.example'),
  account(6, 'Town Archive', 'al-1815', 'https://id.archive.example'),
  account(7, 'Night School', 'ada', 'https://id.night-school.example'),
]

function waiting(granted: boolean, offer: Partial<Offer> = {}): Waiting {
  return { offer: { ...sampleOffer, ...offer }, tabId: 1, granted, runs: false }
}

/** A moment of the popup. */
export interface PopupScene extends Scene {
  /** The state of the lock; no lock without it. */
  readonly lock?: LockState
  /** What was pressed since: selectors, in their order. */
  readonly pressed?: readonly string[]
}

/** Every screen of the popup, by a name for its picture. */
export const popupScenes: Readonly<Record<string, PopupScene>> = {
  'popup-empty': { waiting: [], accounts: [], settings, error: null },
  'popup-waiting': { waiting: [waiting(true)], accounts: [own], settings, error: null },
  'popup-allow': { waiting: [waiting(false)], accounts: [], settings, error: null },
  'popup-accounts': { waiting: [], accounts: several, settings, error: null },
  'popup-account': {
    waiting: [],
    accounts: [own],
    settings,
    error: null,
    lock: 'unlocked',
    pressed: ['summary', '.about button'],
  },
  'popup-locked': { waiting: [], accounts: [own], settings, error: null, lock: 'locked' },
  'popup-damaged': { waiting: [], accounts: [], settings, error: new ZAuthError('storage_damaged') },
}
