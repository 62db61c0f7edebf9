import type { EnrolmentSession } from '../signIn/session.ts'
import { words } from '../camera/words.ts'
import { tell } from '../messaging/tell.ts'
import { accountNameOf } from '../storage/accounts/accountNameOf.ts'
import { createProofKey } from '../storage/devices/createProofKey.ts'
import type { Device } from '../storage/devices/device.ts'
import { enrolDevice } from '../verifier/enrolDevice.ts'
import { checkEnrolled } from './checkEnrolled.ts'
import { keysToPin } from './keysToPin.ts'
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
  const name = accountNameOf(offer)
  const jwks = await keysToPin(renewed?.account ?? name, signal)

  await takeSeries(session)

  screen.show({ phase: 'matching', note: words.learning })
  // Of its own, to be wiped with the device.
  const { signing, proof } = renewed ? copyOf(renewed) : await createProofKey()
  const { secretKey, publicKey } = await match.call('createKeys')
  try {
    const enrolment = await requestEnrolment(session, publicKey, renewed?.account.device)
    const enrolled = await enrolDevice(offer.issuer, enrolment, signing, signal)
    await checkEnrolled(enrolment, enrolled)
    await tell({ command: 'changed', ticket: offer.ticket })
    const account = {
      ...name,
      relyingParty: offer.relyingParty.name,
      ...(offer.accountName !== undefined && { accountName: offer.accountName }),
      device: enrolled.device,
      keyAndTemplate: enrolled.keyAndTemplate,
      jwks,
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
