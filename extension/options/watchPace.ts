/** Milliseconds between two looks at the pace. */
const every = 1_000

/** Tells, about once a second, how many pictures a second a camera gives. */
export function watchPace(video: HTMLVideoElement, signal: AbortSignal, tell: (pace: number) => void): void {
  let since = performance.now()
  let pictures = 0
  const count = (now: number): void => {
    if (signal.aborted) return
    pictures++
    if (now - since >= every) {
      tell((1000 * pictures) / (now - since))
      since = now
      pictures = 0
    }
    video.requestVideoFrameCallback(count)
  }
  video.requestVideoFrameCallback(count)
}
