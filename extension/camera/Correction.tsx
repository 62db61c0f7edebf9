import type { Direction } from '../face/directionOf.ts'
import type { SightAdvice } from '../face/sight.ts'

/** Degrees by which an arrow that points up is turned. */
const turns: Record<Direction, number> = { up: 0, right: 90, down: 180, left: 270 }

/** Draws over the mirrored picture what the words say: what is in the way, and what to do about it. */
export function Correction({ advice, towards }: { advice: SightAdvice; towards: Direction | null }) {
  const drawing = drawingOf(advice, towards)
  return (
    drawing && (
      <svg class="correction" viewBox="0 0 100 100" aria-hidden="true" data-drawn={advice}>
        {drawing}
      </svg>
    )
  )
}

function drawingOf(advice: SightAdvice, towards: Direction | null) {
  switch (advice) {
    case 'no_face':
      return <ellipse class="frame" cx="50" cy="49" rx="22" ry="29" />
    case 'closer':
      return <Frame reach={4} />
    case 'further':
      return <Frame reach={-4} />
    case 'centre':
    case 'look_straight':
      return (
        towards && (
          <path
            class="arrow"
            transform={`rotate(${turns[towards]} 50 50)`}
            d="M50 24V11M44.500 16l5.500-5.500 5.500 5.500"
          />
        )
      )
    case 'more_light':
      return <Sun sign="M50 79.500v5M47.500 82h5" />
    case 'less_light':
      return <Sun sign="M47.500 82h5" />
    case 'hold_still':
      return <path class="arrow" d="M47 77v10M53 77v10" />
    case 'sideways':
      return <path class="arrow" d="M34 44a17 17 0 1 1 3 16M34 34v10h10" />
    case 'black':
    case 'frozen':
    case 'several_faces':
    case 'ok':
      return null
  }
}

/** A frame for the face, with arrows at its corners: outwards to fill it, inwards to fit in. */
function Frame({ reach }: { reach: number }) {
  return (
    <>
      <ellipse class="frame" cx="50" cy="49" rx="24" ry="32" />
      {[45, 135, 225, 315].map((angle) => (
        <path
          key={angle}
          class="arrow"
          transform={`rotate(${angle} 50 50) translate(0 ${reach > 0 ? 0 : 1})`}
          d={`M50 ${17 + reach}v${-2 * reach}M47 ${17 - reach + Math.sign(reach) * 3}l3 ${-Math.sign(reach) * 3} 3 ${Math.sign(reach) * 3}`}
        />
      ))}
    </>
  )
}

function Sun({ sign }: { sign: string }) {
  return (
    <g class="sun">
      <circle cx="50" cy="82" r="5" />
      {[0, 45, 90, 135, 180, 225, 270, 315].map((angle) => (
        <path key={angle} transform={`rotate(${angle} 50 82)`} d="M50 74.500v-2.500" />
      ))}
      <path class="sign" d={sign} />
    </g>
  )
}
