import type { EnrolmentSession } from '../camera/session.ts'
import { words } from '../camera/words.ts'
import { sendCommand } from '../messaging/sendCommand.ts'
import type { Device } from '../storage/device.ts'
import { createSigningKey } from '../verifier/createSigningKey.ts'
import { enrolDevice } from '../verifier/enrolDevice.ts'
import { fetchMetadata } from '../verifier/fetchMetadata.ts'
import { checkEnrolled } from './checkEnrolled.ts'
import { requestEnrolment } from './requestEnrolment.ts'
import { takeSeries } from './takeSeries.ts'

/**
 * Enrols the face before the camera, after the person has agreed: what happens, in order. The device can be used at once;
 * the verifier takes it for good with its first accepted token. It is kept nowhere before that, so that nothing that works is
 * given up for a device that may never be taken.
 *
 * @param renewed the device whose template this one takes the place of: proven by the same key
 * @throws ZAuthError `series_inconsistent`, `enrolment_refused`, and whatever camera and verifier fail with
 */
export async function enrol(session: EnrolmentSession, renewed: Device | null = null): Promise<Device> {
  const { offer, match, screen, signal } = session
  const metadata = await fetchMetadata(offer, signal)

  await takeSeries(session)

  screen.show({ phase: 'matching', note: words.learning })
  const signing = renewed?.signing ?? (await createSigningKey())
  const { secretKey, publicKey } = await match.call('createKeys')
  try {
    const enrolment = await requestEnrolment(session, publicKey, renewed?.account.device)
    const enrolled = await enrolDevice(offer.issuer, enrolment, signing, signal)
    await checkEnrolled(enrolment, enrolled)
    await sendCommand({ command: 'changed', ticket: offer.ticket })
    const account = {
      issuer: offer.issuer,
      clientId: offer.relyingParty.clientId,
      relyingParty: offer.relyingParty.name,
      account: offer.account,
      ...(offer.accountName !== undefined && { accountName: offer.accountName }),
      device: enrolled.device,
      keyAndTemplate: enrolled.keyAndTemplate,
      jwks: metadata.jwks,
    }
    return { account, signing, secretKey }
  } catch (error) {
    secretKey.fill(0)
    throw error
  }
}
