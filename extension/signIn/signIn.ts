import { ZAuthError } from '../../shared/protocol/errors.ts'
import { enrol } from '../enrol/enrol.ts'
import { renew } from '../enrol/renew.ts'
import { move } from '../movements/move.ts'
import { changeSettings } from '../storage/settings/changeSettings.ts'
import { accountNameOf } from '../storage/accounts/accountNameOf.ts'
import type { Consent } from '../storage/accounts/account.ts'
import { keepDevice } from '../storage/devices/keepDevice.ts'
import { markUsed } from '../storage/accounts/markUsed.ts'
import { openDevice } from '../storage/devices/openDevice.ts'
import { readSettings } from '../storage/settings/readSettings.ts'
import { stageDevice } from '../storage/devices/stageDevice.ts'
import { wipeSecrets } from '../storage/devices/wipeSecrets.ts'
import { authenticate } from '../verify/authenticate.ts'
import { settleCandidate } from '../verify/settleCandidate.ts'
import { listCameras } from '../webcam/listCameras.ts'
import { openCamera } from '../webcam/openCamera.ts'
import type { WokenCamera } from '../webcam/wakeCamera.ts'
import { words } from '../camera/words.ts'
import { captureSeries } from './captureSeries.ts'
import { captureImages } from './captureImages.ts'
import type { Attempt, EnrolmentSession, Tools } from './session.ts'

/** What a camera window is made of, for as long as it is open. */
export interface Studio extends Tools {
  readonly video: HTMLVideoElement
  /** A camera that was asked for already, where it could be. */
  readonly woken: WokenCamera
  /** Resolves when the networks are loaded and SEAL has its context. */
  readonly prepared: () => Promise<unknown>
}

/**
 * One sign-in, from the camera to the accepted token. It may be tried again after it failed. However it ends, nothing that it
 * opened or saw is left: neither the secret key here, nor images and embeddings in the face worker.
 *
 * @param consent what the person has agreed to; null where nothing new is taken
 * @returns recovery codes to be shown, if the verifier gave any
 * @throws ZAuthError
 */
export async function signIn(studio: Studio, consent: Consent | null, cancel: AbortSignal): Promise<readonly string[]> {
  const { offer, screen, video, face } = studio
  // However far this comes: a camera that nobody took does not stay on.
  using woken = studio.woken
  const name = accountNameOf(offer)
  await settleCandidate(name, offer.ticket, cancel)
  // Before the camera: on a device that has no keys there is nothing to look for.
  const known = offer.purpose === 'verify' ? await openDevice(name) : null
  // While the camera opens. Whatever is wrong with the key, the first use says.
  if (known) studio.match.call('hold', { secretKey: known.secretKey }).catch(() => undefined)
  let device = known
  try {
    screen.show({ phase: 'starting', note: null, progress: 0, series: null, advice: null, failure: null })
    using camera = await openCamera(video, (await readSettings()).camera, cancel, woken)
    screen.onCamera = (id) =>
      void changeSettings({ camera: id }).then(() => camera.stop(new ZAuthError('camera_changed')))
    screen.show({ note: words.loading, camera: camera.name, cameras: await listCameras() })
    await studio.prepared()
    const attempt: Attempt = { ...studio, signal: AbortSignal.any([cancel, camera.lost]) }
    const session: EnrolmentSession = {
      ...attempt,
      consent,
      look: (images) => captureImages(video, attempt, images),
      move: (movements) => move(video, attempt, movements),
      collect: () => captureSeries(video, attempt),
    }

    const used = (device ??= await enrol(session))
    if (!known) await stageDevice(used, offer.ticket, consent)
    const keep = known ? markUsed : keepDevice
    const { codes, tries } = await authenticate(session, used, (jwks) => keep(used.account, jwks))
    if (known) await renew(session, known, tries)
    return codes
  } finally {
    if (device) wipeSecrets(device)
    // Not waited for: a worker that never started does not answer.
    for (const forgotten of [face.call('forget'), studio.match.call('forget')]) forgotten.catch(() => undefined)
  }
}
