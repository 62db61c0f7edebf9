import type { Bytes } from '../../shared/match/bytes.ts'
import type { EnrolmentRequest } from '../../shared/protocol/enrolmentMessages.ts'
import { deviceNameOf } from '../account/deviceNameOf.ts'
import type { EnrolmentSession } from '../signIn/session.ts'

/**
 * What is sent at enrolment, out of the images that the face worker has kept. By default a template that was trained and
 * encrypted here; where the operator trains, and the person has agreed to it, the embeddings.
 *
 * @throws ZAuthError `series_inconsistent`
 * @throws TypeError when embeddings are wanted and nobody has agreed to that
 */
export async function requestEnrolment(
  { offer, face, match, screen, consent }: Pick<EnrolmentSession, 'offer' | 'face' | 'match' | 'screen' | 'consent'>,
  publicKey: Bytes,
  renews: string | undefined,
): Promise<EnrolmentRequest> {
  const { ticket, training, acceptance } = offer
  const common = {
    ticket,
    publicKey,
    movementSet: screen.view.movementSet,
    name: deviceNameOf(navigator.userAgent),
    ...(renews !== undefined && { renews }),
    ...(consent !== null && { consent }),
  }
  if (training === 'server') {
    if (consent === null) throw new TypeError('Expected consent before an embedding leaves the device')
    return { training, ...common, embeddings: await face.call('takeEmbeddings') }
  }
  const { weights, acceptThreshold } = await face.call('takeTemplate', { falseMatchRate: acceptance.falseMatchRate })
  const template = await match.call('encryptTemplate', { weights }).finally(() => weights.fill(0))
  return { training, ...common, template, acceptThreshold }
}
