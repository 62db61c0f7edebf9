import type { Preferences } from './preferences.ts'

/** The same with twice the time for each movement, up to four times the usual. */
export function slowed(preferences: Preferences): Preferences {
  return { ...preferences, pace: preferences.pace === 1 ? 2 : 4 }
}
