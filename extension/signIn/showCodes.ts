import type { Screen } from '../camera/screen.ts'

/**
 * Shows the recovery codes until the person says that she has kept them. Nothing takes them away before: they are given once, and
 * the sign-in is over already, so that neither a clock nor Escape has anything left to end.
 */
export async function showCodes(screen: Screen, codes: readonly string[]): Promise<void> {
  const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
  addEventListener('beforeunload', ask)
  try {
    screen.show({ phase: 'codes', codes })
    await screen.pressed(new AbortController().signal)
  } finally {
    removeEventListener('beforeunload', ask)
    screen.show({ codes: null })
  }
}
