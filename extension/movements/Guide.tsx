import type { Movement } from '../../shared/protocol/movements.ts'
import type { Guidance } from './guidance.ts'

/** Degrees by which the arrow is turned from pointing up, in the mirrored picture: the person's left is on its left. */
const directions: Partial<Record<Movement, number>> = { up: 0, right: 90, down: 180, left: 270 }

/** A big, calm arrow for a movement, which fills as the movement is made, and a small head that makes it. Nothing flashes. */
export function Guide({ guidance: { state, wanted, completion } }: { guidance: Guidance }) {
  const movement = state === 'move' ? wanted : null
  return (
    <svg class="guide" viewBox="0 0 100 100" aria-hidden="true" data-movement={movement ?? 'straight'}>
      {movement && <Arrow movement={movement} completion={completion} />}
      <Head movement={movement} />
    </svg>
  )
}

function Arrow({ movement, completion }: { movement: Movement; completion: number }) {
  // A line of no length has round ends all the same.
  const fill = { strokeDasharray: `${completion} 1`, opacity: completion === 0 ? 0 : 1 }
  const direction = directions[movement]
  if (direction !== undefined)
    return (
      <g transform={`rotate(${direction} 50 50)`}>
        <path class="way" d="M36 24L50 10L64 24" />
        {/* From the tip, on both sides alike. */}
        <path class="way made" d="M50 10L36 24" pathLength={1} style={fill} />
        <path class="way made" d="M50 10L64 24" pathLength={1} style={fill} />
      </g>
    )
  if (movement === 'nearer')
    return (
      <>
        <circle class="way" cx="50" cy="50" r="38" />
        <circle class="way made" cx="50" cy="50" r="38" pathLength={1} style={fill} />
      </>
    )
  // Mirrored: the left shoulder is on the left.
  return (
    <g transform={movement === 'tilt_left' ? undefined : 'matrix(-1 0 0 1 100 0)'}>
      <path class="way" d="M38 5L27 16L40 24" />
      <path class="way" d="M72 16A40 40 0 0 0 28 16" />
      <path class="way made" d="M72 16A40 40 0 0 0 28 16" pathLength={1} style={fill} />
    </g>
  )
}

/** Where the features of the small head go, and how it leans and grows. */
const heads: Record<Movement | 'straight', { x: number; y: number; lean: number; scale: number }> = {
  straight: { x: 0, y: 0, lean: 0, scale: 1 },
  left: { x: -3.5, y: 0, lean: 0, scale: 1 },
  right: { x: 3.5, y: 0, lean: 0, scale: 1 },
  up: { x: 0, y: -3, lean: 0, scale: 1 },
  down: { x: 0, y: 3, lean: 0, scale: 1 },
  nearer: { x: 0, y: 0, lean: 0, scale: 1.3 },
  tilt_left: { x: 0, y: 0, lean: -22, scale: 1 },
  tilt_right: { x: 0, y: 0, lean: 22, scale: 1 },
}

function Head({ movement }: { movement: Movement | null }) {
  const { x, y, lean, scale } = heads[movement ?? 'straight']
  return (
    <g transform="translate(84 84)">
      <circle class="badge" r="14" />
      <g class="head" style={{ transform: `rotate(${lean}deg) scale(${scale})` }}>
        <ellipse rx="6.5" ry="8.5" />
        <g class="features" style={{ transform: `translate(${x}px, ${y}px)` }}>
          <path d="M-2.500 -2v.01M2.500 -2v.01M0 -0.500v2.500M-2 4h4" />
        </g>
      </g>
    </g>
  )
}
