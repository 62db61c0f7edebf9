import { join } from 'node:path'

/** The screens that the documents show, and that tests compare: one of each kind. */
export const kept = [
  'consent',
  'looking',
  'looking-closer',
  'enrolling',
  'moving',
  'matching',
  'codes',
  'done',
  'failed-again',
  'unlock',
  'verifier-waiting',
  'verifier-recovered',
  'verifier-error',
  'popup-empty',
  'popup-waiting',
  'popup-accounts',
  'popup-account',
  'options',
  'options-accounts',
  'options-addition',
] as const

export const schemes = ['light', 'dark'] as const

/** Where their pictures lie, and where their parts are. */
const folder = join(import.meta.dirname, '..', '..', 'docs', 'screens')
export const pictureOf = (name: string, scheme: (typeof schemes)[number]): string =>
  join(folder, `${name}-${scheme}.png`)
export const boxesFile = join(folder, 'boxes.json')
