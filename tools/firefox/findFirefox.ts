import { findExecutable } from '../findExecutable.ts'

const otherPlaces = ['/Applications/Firefox.app/Contents/MacOS/firefox']

/**
 * The executable of a Firefox: the one that `ZAUTH_FIREFOX` names, else the system's.
 *
 * @returns null when there is none
 * @throws Error when `ZAUTH_FIREFOX` names something that cannot be executed
 */
export async function findFirefox(): Promise<string | null> {
  return await findExecutable({ variable: 'ZAUTH_FIREFOX', names: ['firefox-esr', 'firefox'], last: otherPlaces })
}
