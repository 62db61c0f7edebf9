import type { EnrolmentSession } from '../camera/session.ts'
import { words } from '../camera/words.ts'
import { sendCommand } from '../messaging/sendCommand.ts'
import { createProofKey } from '../storage/createProofKey.ts'
import type { Device } from '../storage/device.ts'
import { enrolDevice } from '../verifier/enrolDevice.ts'
import { fetchMetadata } from '../verifier/fetchMetadata.ts'
import { checkEnrolled } from './checkEnrolled.ts'
import { requestEnrolment } from './requestEnrolment.ts'
import { takeSeries } from './takeSeries.ts'

/**
 * Enrols the face before the camera, after the person has agreed: what happens, in order. The device can be used at once;
 * the verifier takes it for good with its first accepted token. Nothing that works is given up for it before that: it may never
 * be taken.
 *
 * @param renewed the device whose template this one takes the place of: proven by the same key
 * @throws ZAuthError `series_inconsistent`, `enrolment_refused`, and whatever camera and verifier fail with
 */
export async function enrol(session: EnrolmentSession, renewed: Device | null = null): Promise<Device> {
  const { offer, match, screen, signal } = session
  const metadata = await fetchMetadata(offer, signal)

  await takeSeries(session)

  screen.show({ phase: 'matching', note: words.learning })
  // Of its own, to be wiped with the device.
  const { signing, proof } = renewed ? copyOf(renewed) : await createProofKey()
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
    return { account, signing, secretKey, ...(proof && { proof }) }
  } catch (error) {
    secretKey.fill(0)
    proof?.privateKey.fill(0)
    throw error
  }
}

function copyOf({ signing, proof }: Device): Pick<Device, 'signing' | 'proof'> {
  return { signing, ...(proof && { proof: { ...proof, privateKey: proof.privateKey.slice() } }) }
}
