import type { Sight } from '../face/sight.ts'

/** How far the drawn outline goes towards the measured one in a sixtieth of a second: smooth, and hardly late. */
const pace = 0.28

/**
 * Draws the face's outline over the picture, following it smoothly from one measurement to the next.
 *
 * @param canvas lies over the video, which fills a square and is cut at its longer sides
 * @returns what to call with each sight; null makes the outline fade
 */
export function drawOutline(
  canvas: HTMLCanvasElement,
  video: HTMLVideoElement,
  signal: AbortSignal,
): (sight: Sight | null) => void {
  let target: Sight | null = null
  let drawn: Float32Array | null = null
  let opacity = 0
  let frame = 0

  const draw = (): void => {
    const side = canvas.clientWidth
    const density = devicePixelRatio
    if (canvas.width !== Math.round(side * density)) canvas.width = canvas.height = Math.round(side * density)
    const context = canvas.getContext('2d')
    if (!context || side === 0) {
      schedule()
      return
    }
    const outline = target?.outline ?? null
    opacity += ((outline ? 1 : 0) - opacity) * pace
    if (outline)
      drawn = drawn ? drawn.map((at, i) => at + ((outline[i] ?? at) - at) * pace) : Float32Array.from(outline)
    else if (opacity < 0.02) drawn = null

    context.reset()
    const scale = (side * density) / Math.min(video.videoWidth || 1, video.videoHeight || 1)
    context.translate((side * density - scale * video.videoWidth) / 2, (side * density - scale * video.videoHeight) / 2)
    context.scale(scale, scale)
    context.lineWidth = (2.5 * density) / scale
    context.strokeStyle = target?.advice === 'ok' ? '#7ee2b0' : '#ffffff'
    context.shadowColor = 'rgb(0 0 0 / 45%)'
    context.shadowBlur = 6 * density
    if (drawn && opacity > 0.02) {
      context.globalAlpha = opacity
      context.stroke(closedCurve(drawn))
    }
    if (target?.advice === 'several_faces') {
      context.globalAlpha = 0.9
      for (const { x, y, width, height } of target.boxes) {
        context.beginPath()
        context.roundRect(x, y, width, height, width / 3)
        context.stroke()
      }
    }
    if (target || opacity > 0.02) schedule()
    else frame = 0
  }
  const schedule = (): void => {
    frame = signal.aborted ? 0 : requestAnimationFrame(draw)
  }
  signal.addEventListener('abort', () => cancelAnimationFrame(frame))
  return (sight) => {
    target = sight
    if (frame === 0) schedule()
  }
}

/** A closed curve near the points: each is the control point of a quadratic one between the middles of its sides. */
function closedCurve(points: Float32Array): Path2D {
  const path = new Path2D()
  const count = points.length / 2
  const at = (i: number): [number, number] => [points[2 * (i % count)] ?? 0, points[2 * (i % count) + 1] ?? 0]
  for (let i = 0; i <= count; i++) {
    const [x, y] = at(i)
    const [nextX, nextY] = at(i + 1)
    const [middleX, middleY] = [(x + nextX) / 2, (y + nextY) / 2]
    if (i === 0) path.moveTo(middleX, middleY)
    else path.quadraticCurveTo(x, y, middleX, middleY)
  }
  path.closePath()
  return path
}
