import { installPackage } from '../installPackage.ts'
import { tryTo } from '../tryTo.ts'
import { findFirefox } from './findFirefox.ts'

/**
 * A Firefox, installed if need be: the distribution's package, when this process may install packages.
 *
 * @param say is told what is done
 * @throws Error that says what to install
 */
export async function ensureFirefox(say: (line: string) => void): Promise<string> {
  const found = await findFirefox()
  if (found) return found
  if (process.platform === 'linux') {
    say('No Firefox was found: installing the package firefox-esr with apt-get.')
    await tryTo(say, () => installPackage('firefox-esr'))
    const installed = await findFirefox()
    if (installed) return installed
  }
  throw new Error(
    'No Firefox was found and none could be installed. Install Firefox, or set ZAUTH_FIREFOX to its path.',
  )
}
