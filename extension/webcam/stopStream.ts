/** Switches a camera off. */
export function stopStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
