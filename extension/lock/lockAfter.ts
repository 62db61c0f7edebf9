import { changeSettings } from '../storage/settings/changeSettings.ts'
import type { lockDelays } from '../storage/settings/settings.ts'

/** Locks by itself after so many minutes without a sign-in or an unlocking; `never`: not before the browser ends. */
export async function lockAfter(minutes: (typeof lockDelays)[number] | 'never'): Promise<void> {
  await changeSettings({ lockAfter: minutes === 'never' ? null : minutes })
}
