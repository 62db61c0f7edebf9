import { ZAuthError } from '../../shared/protocol/errors.ts'

/** Milliseconds without a new frame, in a window that is seen, after which the camera stands still. */
const patience = 6_000

/**
 * The frames of a video, as fast as whoever takes them; what comes in between is passed over.
 *
 * @throws ZAuthError `camera_frozen` when no more come; the signal's reason, when it is aborted
 */
export async function* framesOf(video: HTMLVideoElement, signal: AbortSignal): AsyncGenerator<ImageBitmap, never> {
  const over = new AbortController()
  const wait = (): Promise<void> => {
    const next = nextFrame(video, AbortSignal.any([signal, over.signal]))
    // Awaited when the frame before is done with; until then a failure is nobody's to handle.
    next.catch(() => undefined)
    return next
  }
  try {
    // Waited for while the frame before is looked at: whoever is slower than the camera does not wait for it as well.
    for (let next = wait(); ;) {
      await next
      next = wait()
      yield await createImageBitmap(video)
    }
  } finally {
    over.abort()
  }
}

function nextFrame(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const end = (): void => {
      video.cancelVideoFrameCallback(handle)
      clearInterval(timer)
      signal.removeEventListener('abort', stop)
    }
    const stop = (): void => {
      end()
      reject(signal.reason as Error)
    }
    const handle = video.requestVideoFrameCallback(() => {
      end()
      resolve()
    })
    // Browsers hold back the frames of what nobody sees.
    let unseen = document.hidden
    const timer = setInterval(() => {
      if (!document.hidden && !unseen) {
        end()
        reject(new ZAuthError('camera_frozen', 'no new frame'))
      }
      unseen = document.hidden
    }, patience)
    signal.addEventListener('abort', stop, { once: true })
  })
}
