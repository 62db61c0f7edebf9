import { live } from './live.ts'

/** Shows a camera's picture. Resolves when it plays. */
export async function playStream(video: HTMLVideoElement, stream: MediaStream): Promise<void> {
  // It may be there already: set again, it would begin anew.
  if (video.srcObject !== stream) video.srcObject = stream
  await video.play()
  video.toggleAttribute(live, true)
}
