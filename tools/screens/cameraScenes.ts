import type { View } from '../../extension/camera/screen.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Offer } from '../../shared/protocol/offer.ts'

/** A moment of the camera window. */
export interface CameraScene {
  readonly view: Partial<View>
  readonly offer?: Partial<Offer>
  /** Whether the camera plays. */
  readonly live?: boolean
  /** Whether a face is seen, and drawn around. */
  readonly face?: boolean
  /** Where the passphrase is asked for: before anything else is shown, or over what is shown. */
  readonly unlock?: 'before' | 'over'
  /** What was pressed since: selectors, in their order. */
  readonly pressed?: readonly string[]
}

const cameras = [
  { id: 'front', label: 'Integrated camera' },
  { id: 'desk', label: 'Desk camera (046d:0825)' },
]
const playing = { cameras: cameras.slice(0, 1), camera: cameras[0] ?? null }
const series = { filled: [true, true, false, false, false, false, false], wanted: 'right' } as const
const live = { live: true, face: true } as const

/** Every screen of the camera window, by a name for its picture. */
export const cameraScenes: Readonly<Record<string, CameraScene>> = {
  starting: { view: { phase: 'starting' } },
  unlock: { view: {}, unlock: 'before' },
  'unlock-forgotten': { view: {}, unlock: 'before', pressed: ['summary', 'details button'] },
  'unlock-again': {
    view: { phase: 'failed', failure: { error: new ZAuthError('no_face'), over: false } },
    unlock: 'over',
  },
  consent: { view: { phase: 'consent' }, offer: { purpose: 'enrol' } },
  'consent-server': { view: { phase: 'consent' }, offer: { purpose: 'enrol', training: 'server' } },
  'consent-renewal': { view: { phase: 'consent' }, offer: { purpose: 'verify', training: 'server' } },
  looking: { view: { ...playing, phase: 'looking', advice: 'ok', progress: 0.34 }, ...live },
  'looking-nobody': { view: { ...playing, phase: 'looking', advice: 'no_face' }, live: true },
  'looking-closer': { view: { ...playing, phase: 'looking', advice: 'closer' }, ...live },
  'looking-turn': { view: { ...playing, phase: 'looking', advice: 'look_straight', towards: 'left' }, ...live },
  'looking-dark': { view: { ...playing, phase: 'looking', advice: 'more_light' }, ...live },
  'enrolling-straight': {
    view: {
      ...playing,
      phase: 'enrolling',
      advice: 'ok',
      progress: 2 / 7,
      series: { filled: series.filled, wanted: 'straight' },
      movementSet: 'gentle',
    },
    offer: { purpose: 'enrol' },
    ...live,
  },
  enrolling: {
    view: { ...playing, phase: 'enrolling', advice: 'ok', progress: 2 / 7, series },
    offer: { purpose: 'enrol' },
    ...live,
  },
  preview: { view: { phase: 'preview' }, offer: { purpose: 'enrol' } },
  moving: {
    view: {
      ...playing,
      phase: 'moving',
      advice: 'ok',
      guidance: { state: 'move', step: 0, count: 4, wanted: 'left', completion: 0.5 },
    },
    ...live,
  },
  'moving-tilt': {
    view: {
      ...playing,
      phase: 'moving',
      advice: 'ok',
      guidance: { state: 'move', step: 1, count: 4, wanted: 'tilt_right', completion: 0.2 },
    },
    ...live,
  },
  matching: { view: { phase: 'matching', progress: 1 }, live: true },
  renewal: { view: { phase: 'renewal' }, live: true },
  codes: {
    view: {
      phase: 'codes',
      codes: Array.from({ length: 10 }, (_, i) => `KX7${i}-PD3H-R9T${i}`),
    },
    offer: { purpose: 'enrol' },
  },
  done: { view: { phase: 'done', progress: 1 } },
  'failed-again': {
    view: { phase: 'failed', failure: { error: new ZAuthError('camera_missing'), over: false } },
  },
  'failed-blocked': {
    view: { phase: 'failed', failure: { error: new ZAuthError('camera_blocked'), over: false } },
  },
  'failed-wait': {
    view: {
      phase: 'failed',
      failure: { error: new ZAuthError('too_many_tries', undefined, { retryAfter: 300 }), over: false },
    },
  },
  'failed-series': {
    view: { phase: 'failed', failure: { error: new ZAuthError('series_inconsistent'), over: false } },
    offer: { purpose: 'enrol' },
  },
  'failed-over': {
    view: { phase: 'failed', failure: { error: new ZAuthError('not_recognised'), over: true } },
  },
  'several-cameras': {
    view: {
      phase: 'looking',
      advice: 'centre',
      towards: 'up',
      cameras,
      camera: { id: 'desk', label: 'OBS Virtual Camera' },
    },
    ...live,
  },
  'long-names': {
    view: { ...playing, phase: 'looking', advice: 'ok', progress: 0.67 },
    offer: {
      relyingParty: {
        clientId: 'long',
        name: 'Landesverband der Donaudampfschifffahrtsgesellschaften und Hafenmeistereien e. V.',
        origin: 'https://anmeldung.donaudampfschifffahrtsgesellschaft.example',
      },
      accountName: 'maximiliane.von-und-zu-hohenschwangau-luitpold@donaudampfschifffahrtsgesellschaft.example',
      reason: 'Transfer 12,500.00 EUR to Hafenmeisterei Regensburg',
    },
    ...live,
  },
}
