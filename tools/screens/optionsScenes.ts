import type { LockState } from '../../extension/lock/lockState.ts'
import type { Asked } from '../../extension/options/AccountDialog.tsx'
import type { Devices } from '../../extension/options/useDevices.ts'
import type { Account } from '../../extension/storage/accounts/account.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { account, own } from './popupScenes.ts'

/** A moment of the options page. */
export interface OptionsScene {
  readonly accounts: readonly Account[]
  /** What the verifier says of each of them. */
  readonly devices: Pick<Devices, 'answer' | 'error'>
  readonly lock: LockState
  /** The dialog that is open over the first account. */
  readonly asked?: Asked
  /** What was pressed since the page was opened: selectors, in their order. */
  readonly pressed?: readonly string[]
}

/** At noon, so that it is the same day nearly everywhere. */
const day = (date: string): number => Date.parse(`${date}T12:00:00Z`)

const kitchen = {
  device: 'A'.repeat(22),
  name: 'Kitchen table',
  enrolledAt: day('2026-03-02'),
  lastUsedAt: day('2026-09-14'),
  isOwn: true,
}
const unnamed = {
  device: 'B'.repeat(22),
  name: null,
  enrolledAt: day('2025-11-30'),
  lastUsedAt: null,
  isOwn: false,
}
const answer = {
  devices: [
    kitchen,
    unnamed,
    {
      device: 'C'.repeat(22),
      name: 'Zweitrechner im Gartenhaus am Donaudampfschifffahrtskanal',
      enrolledAt: day('2026-01-08'),
      lastUsedAt: day('2026-08-01'),
      isOwn: false,
    },
  ],
  mostDevices: 3,
  mayAdd: true,
  recoveryCodesLeft: 2,
}
const told = { answer, error: null }
const usual: OptionsScene = { accounts: [own], devices: told, lock: 'none' }

/** Every screen of the options page, by a name for its picture. */
export const optionsScenes: Readonly<Record<string, OptionsScene>> = {
  options: { accounts: [], devices: told, lock: 'none' },
  'options-accounts': {
    ...usual,
    accounts: [
      own,
      account(
        3,
        'Landesverband der Donaudampfschifffahrtsgesellschaften und Hafenmeistereien e. V.',
        'maximiliane.von-und-zu-hohenschwangau@donaudampfschifffahrtsgesellschaft.example',
        'https://anmeldung.donaudampfschifffahrtsgesellschaft.example',
      ),
    ],
    lock: 'unlocked',
    pressed: ['#lock .danger', '#diagnostics button'],
  },
  'options-locked': {
    ...usual,
    devices: { answer: null, error: new ZAuthError('locked') },
    lock: 'locked',
    pressed: ['#lock summary', '#lock details button'],
  },
  'options-revoked': {
    ...usual,
    devices: { answer: null, error: new ZAuthError('device_unknown') },
    pressed: ['#lock button', '#lock button[type=submit]', '#about summary'],
  },
  'options-forget': {
    ...usual,
    devices: { answer: null, error: new ZAuthError('verifier_not_granted') },
    pressed: ['#accounts .danger'],
  },
  'options-name': { ...usual, asked: { about: 'name', device: unnamed } },
  'options-revoke': { ...usual, asked: { about: 'revoke', device: unnamed } },
  'options-remove': { ...usual, asked: { about: 'revoke', device: kitchen } },
  'options-add': { ...usual, asked: { about: 'add' } },
  'options-addition': {
    ...usual,
    asked: { about: 'addition', addition: { code: 'KX7P-3HRT', expiresAt: day('2026-10-01') } },
  },
  'options-new-codes': {
    ...usual,
    asked: { about: 'codes', codes: Array.from({ length: 10 }, (_, i) => `KX7${i}-PD3H-R9T${i}`) },
  },
  'options-delete': { ...usual, asked: { about: 'delete' } },
  'options-deleted': {
    ...usual,
    asked: {
      about: 'deleted',
      deletion: {
        statement: '',
        claims: {
          iss: own.issuer,
          clientId: own.clientId,
          account: own.account,
          deletedAt: day('2026-10-01'),
          devices: [{ device: kitchen.device, keyAndTemplate: 'kt', enrolledAt: kitchen.enrolledAt }],
          recoveryCodes: 10,
          tickets: 0,
          signIns: 1,
        },
        keys: own.jwks,
      },
    },
  },
}
