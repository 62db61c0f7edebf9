import type { Image } from '../../../shared/recognition/image.ts'
import type { Surface } from '../../../tools/puppet/surface.ts'

/**
 * A screen that shows a picture, held before the camera.
 *
 * @param width in distances from ear to ear
 */
export function screenOf(picture: Image, width: number): Surface {
  const [x, y] = [width / 2, (width * picture.height) / picture.width / 2]
  return {
    corners: Float64Array.from([-x, -y, 0, x, -y, 0, -x, y, 0, x, y, 0]),
    places: Float64Array.from([0, 0, picture.width, 0, 0, picture.height, picture.width, picture.height]),
    opacity: new Float64Array(4).fill(1),
    triangles: [
      [0, 1, 2],
      [1, 2, 3],
    ],
    photo: picture,
  }
}
