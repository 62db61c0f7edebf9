import { ZAuthError } from '../../shared/protocol/errors.ts'

const surface = new OffscreenCanvas(1, 1)

/** The pixels of a frame, which is gone afterwards. */
export function pixelsOf(frame: ImageBitmap): ImageData {
  const { width, height } = frame
  if (surface.width !== width || surface.height !== height) Object.assign(surface, { width, height })
  const context = surface.getContext('2d', { willReadFrequently: true })
  if (!context) throw new ZAuthError('no_backend', 'no 2D canvas')
  context.drawImage(frame, 0, 0)
  frame.close()
  return context.getImageData(0, 0, width, height)
}
