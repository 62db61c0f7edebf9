import type { Screen } from './screen.ts'

/** Says what will be taken and where it goes, and waits until the person agrees. The camera is off until then. */
export async function askConsent(screen: Screen, signal: AbortSignal): Promise<void> {
  screen.show({ phase: 'consent' })
  await screen.pressed(signal)
  screen.show({ phase: 'starting' })
}
