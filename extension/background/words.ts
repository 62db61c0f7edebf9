import * as ar from '../words/ar/background.ts'
import * as de from '../words/de/background.ts'
import * as es from '../words/es/background.ts'
import * as fr from '../words/fr/background.ts'
import { translated } from '../words/translated.ts'

/** Everything that the service worker says. */
export const english = {
  waiting: 'ZAuth: a sign-in is waiting',
}

export const words = translated(english, { de, fr, es, ar })
