/**
 * Wipes what nobody needs any more, and gives its memory back at once: engines count on little of it, and let tens of
 * megabytes pile up before they look. Empty afterwards.
 */
export function discard(values: ArrayBufferView<ArrayBuffer>): void {
  if (values.buffer.detached) return
  new Uint8Array(values.buffer).fill(0)
  values.buffer.transfer(0)
}
