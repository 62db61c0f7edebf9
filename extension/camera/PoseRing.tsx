import type { SeriesProgress } from '../face/series/createSeries.ts'
import { plan } from '../face/series/createSeries.ts'
import type { Turn } from '../face/series/turn.ts'

/** Where each turn's part of the ring is, in degrees clockwise from the top of the mirrored picture. */
const places: readonly (readonly [Exclude<Turn, 'straight'>, number])[] = [
  ['up', 0],
  ['right', 90],
  ['down', 180],
  ['left', 270],
]
/** Degrees of a part that stay free on either side. */
const gap = 5
const radius = 47

/** The ring around the picture while the images of an enrolment are taken: a part for each turn, a face for the straight ones. */
export function PoseRing({ series: { filled, wanted } }: { series: SeriesProgress }) {
  const shareOf = (turn: Turn): number => {
    const own = filled.filter((_, i) => plan[i] === turn)
    return own.filter(Boolean).length / own.length
  }
  const stateOf = (turn: Turn): string => (shareOf(turn) === 1 ? 'taken' : turn === wanted ? 'wanted' : 'open')
  return (
    <svg class="poses" viewBox="0 0 100 100" aria-hidden="true">
      {places.map(([turn, middle]) => (
        <path key={turn} data-state={stateOf(turn)} d={arc(middle - 45 + gap, middle + 45 - gap)} />
      ))}
      <ellipse class="track" cx="50" cy="50" rx="24" ry="32" />
      <ellipse
        class="straight"
        data-state={stateOf('straight')}
        cx="50"
        cy="50"
        rx="24"
        ry="32"
        pathLength={1}
        style={{ strokeDasharray: `${shareOf('straight')} 1` }}
      />
    </svg>
  )
}

function arc(from: number, to: number): string {
  const at = (degrees: number): string => {
    const angle = (degrees * Math.PI) / 180
    return `${(50 + radius * Math.sin(angle)).toFixed(2)} ${(50 - radius * Math.cos(angle)).toFixed(2)}`
  }
  return `M${at(from)}A${radius} ${radius} 0 0 1 ${at(to)}`
}
