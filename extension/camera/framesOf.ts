/**
 * The frames of a video, as fast as whoever takes them; what comes in between is passed over.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function* framesOf(video: HTMLVideoElement, signal: AbortSignal): AsyncGenerator<ImageBitmap, never> {
  for (;;) {
    await nextFrame(video, signal)
    yield await createImageBitmap(video)
  }
}

function nextFrame(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const stop = (): void => {
      video.cancelVideoFrameCallback(handle)
      reject(signal.reason as Error)
    }
    const handle = video.requestVideoFrameCallback(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    })
    signal.addEventListener('abort', stop, { once: true })
  })
}
