import { asZAuthError } from '../../shared/protocol/asZAuthError.ts'
import { askConsent } from '../signIn/askConsent.ts'
import type { EnrolmentSession } from '../signIn/session.ts'
import { words } from '../camera/words.ts'
import { noteError } from '../diagnostics/noteError.ts'
import type { Device } from '../storage/devices/device.ts'
import { keepDevice } from '../storage/devices/keepDevice.ts'
import { stageDevice } from '../storage/devices/stageDevice.ts'
import { noteRenewal } from '../storage/accounts/noteRenewal.ts'
import { isRenewalWanted } from '../storage/accounts/isRenewalWanted.ts'
import { wipeSecrets } from '../storage/devices/wipeSecrets.ts'
import { authenticate } from '../verify/authenticate.ts'
import { enrol } from './enrol.ts'

/**
 * Takes the face anew after a sign-in that ended well, if the person wants it: because she said so before, or because she says so
 * now that it took more than one try. The new template takes the old one's place with its first token; until then, and whatever
 * fails, the old one stays, and she is signed in. What leaves the device in clear, where the operator trains, she is asked for again: she may have
 * agreed to less when she enrolled.
 *
 * @param tries that the sign-in took
 */
export async function renew(session: EnrolmentSession, device: Device, tries: number): Promise<void> {
  const { offer, screen, signal } = session
  const { device: id } = device.account
  let renewed: Device | null = null
  try {
    if (!(await isRenewalWanted(id))) {
      if (tries === 1) return
      screen.show({ phase: 'renewal', note: null })
      if ((await screen.pressed(signal)) !== 'go') return
    }
    const consent = offer.training === 'server' ? await askConsent(screen, offer, signal) : null
    const fresh = (renewed = await enrol({ ...session, consent }, device))
    await stageDevice(fresh, offer.ticket, consent)
    await authenticate(session, fresh, (jwks) => keepDevice(fresh.account, jwks))
    await noteRenewal(id, false)
  } catch (thrown) {
    const { code } = asZAuthError(thrown)
    if (code !== 'cancelled') await noteError(code)
    screen.show({ note: words.kept })
  } finally {
    if (renewed) wipeSecrets(renewed)
  }
}
