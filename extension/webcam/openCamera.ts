import { ZAuthError, type ErrorCode } from '../../shared/protocol/errors.ts'
import { cameraPermission } from './cameraPermission.ts'
import { constraintsFor } from './constraintsFor.ts'
import type { CameraName } from './listCameras.ts'
import { live } from './live.ts'
import { playStream } from './playStream.ts'
import { stopStream } from './stopStream.ts'
import type { WokenCamera } from './wakeCamera.ts'

/** What `getUserMedia` fails with (W3C Media Capture and Streams §10.2), and what it means here. */
const meanings: Record<string, ErrorCode> = {
  NotAllowedError: 'camera_refused',
  SecurityError: 'camera_refused',
  NotFoundError: 'camera_missing',
  OverconstrainedError: 'camera_missing',
  NotReadableError: 'camera_busy',
  AbortError: 'camera_busy',
}

/** Milliseconds to wait for a camera that is not there. */
const arrival = 1_500

/** Pixels along the shorter side below which a face that fills half of it has too few. */
const leastSide = 200

/** A camera that plays into a video element, until it is disposed of. */
export interface Camera extends Disposable {
  readonly video: HTMLVideoElement
  /** Aborted when the camera stops by itself: unplugged, or taken away. */
  readonly lost: AbortSignal
  readonly name: CameraName
  /** Makes as if it had stopped, for this reason. */
  stop(reason: ZAuthError): void
}

/**
 * Asks for the camera and shows its picture.
 *
 * @param preferred the browser's id of the camera that the person chose; another one when it is not there
 * @param woken a camera that was asked for before, if there is one; otherwise it is asked for now
 * @throws ZAuthError `camera_refused`, `camera_blocked`, `camera_missing`, `camera_busy` or `camera_tiny`; the signal's reason when the person gave up
 */
export async function openCamera(
  video: HTMLVideoElement,
  preferred: string | null,
  signal: AbortSignal,
  woken?: WokenCamera,
): Promise<Camera> {
  const asked = await woken?.take(preferred)
  const stream = await askFor(preferred, signal, asked?.stream)
  const lost = new AbortController()
  for (const track of stream.getTracks())
    track.addEventListener('ended', () => lost.abort(new ZAuthError('camera_lost')))
  const close = (): void => {
    stopStream(stream)
    video.srcObject = null
    video.removeAttribute(live)
  }
  try {
    signal.throwIfAborted()
    await playStream(video, stream)
  } catch (error) {
    close()
    signal.throwIfAborted()
    throw new ZAuthError('camera_busy', String(error), { cause: error })
  }
  if (Math.min(video.videoWidth, video.videoHeight) < leastSide) {
    close()
    throw new ZAuthError('camera_tiny', `${video.videoWidth} × ${video.videoHeight}`)
  }
  const [track] = stream.getVideoTracks()
  return {
    video,
    lost: lost.signal,
    name: { id: track?.getSettings().deviceId ?? '', label: track?.label ?? '' },
    stop: (reason) => lost.abort(reason),
    [Symbol.dispose]: close,
  }
}

async function askFor(
  preferred: string | null,
  signal: AbortSignal,
  asked?: Promise<MediaStream>,
): Promise<MediaStream> {
  try {
    return await askOnce(preferred, signal, asked)
  } catch (error) {
    if (!(error instanceof ZAuthError && error.code === 'camera_missing')) throw error
    // Only asked for exactly, some browsers give it; when it is not there, another one will do.
    if (preferred !== null) return await askFor(null, signal)
    // One that wakes up, or was plugged in just now, is there a moment later.
    await nextDevice(AbortSignal.any([signal, AbortSignal.timeout(arrival)]))
    signal.throwIfAborted()
    return await askOnce(preferred, signal)
  }
}

/** Resolves when a device comes or goes, or when the signal is aborted. */
function nextDevice(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    navigator.mediaDevices.addEventListener('devicechange', () => resolve(), { once: true, signal })
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

async function askOnce(
  preferred: string | null,
  signal: AbortSignal,
  asked = navigator.mediaDevices.getUserMedia(constraintsFor(preferred)),
): Promise<MediaStream> {
  try {
    return await new Promise<MediaStream>((resolve, reject) => {
      const giveUp = (): void => {
        // The browser's question cannot be taken back: a late yes is answered by switching the camera off.
        asked.then(stopStream, () => undefined)
        reject(signal.reason as Error)
      }
      signal.addEventListener('abort', giveUp, { once: true })
      asked.finally(() => signal.removeEventListener('abort', giveUp)).then(resolve, reject)
    })
  } catch (error) {
    signal.throwIfAborted()
    const name = error instanceof DOMException ? error.name : ''
    const meaning = meanings[name] ?? 'camera_busy'
    const isBlocked = meaning === 'camera_refused' && (await cameraPermission()) === 'denied'
    throw new ZAuthError(isBlocked ? 'camera_blocked' : meaning, name, { cause: error })
  }
}
