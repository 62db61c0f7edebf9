import * as v from 'valibot'
import { Settings } from './settings.ts'

/** Settings out of whatever is stored. */
export function settingsOf(stored: unknown): Settings {
  return v.parse(Settings, typeof stored === 'object' && stored !== null && !Array.isArray(stored) ? stored : {})
}
