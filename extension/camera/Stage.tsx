import type { RefObject } from 'preact'
import { Guide } from '../movements/Guide.tsx'
import { Correction } from './Correction.tsx'
import { PoseRing } from './PoseRing.tsx'
import type { View } from './screen.ts'
import { words } from './words.ts'

/** Circumference of the progress ring in the units of its drawing. */
const around = 2 * Math.PI * 47

/** The live, mirrored picture in its ring. The video element stays the same as long as the window is open. */
export function Stage({
  view: { phase, advice, towards, progress, series, guidance, movementSet },
  video,
  canvas,
}: {
  view: View
  video: RefObject<HTMLVideoElement | null>
  canvas: RefObject<HTMLCanvasElement | null>
}) {
  return (
    <div class="stage" hidden={phase === 'consent' || phase === 'preview' || phase === 'codes'}>
      <div class="mirror">
        <video ref={video} muted playsInline aria-label={words.picture} />
        <canvas ref={canvas} aria-hidden="true" />
      </div>
      <Mark phase={phase} />
      {(phase === 'looking' || phase === 'enrolling') && advice && <Correction advice={advice} towards={towards} />}
      {guidance && <Guide guidance={guidance} />}
      {phase === 'enrolling' && series && movementSet === 'turns' ? (
        <PoseRing series={series} />
      ) : (
        <Ring phase={phase} progress={progress} />
      )}
    </div>
  )
}

function Ring({ phase, progress }: Pick<View, 'phase' | 'progress'>) {
  return (
    <svg class="ring" viewBox="0 0 100 100" aria-hidden="true">
      <circle class="track" cx="50" cy="50" r="47" />
      <circle
        class="progress"
        cx="50"
        cy="50"
        r="47"
        style={{ strokeDasharray: `${around}`, strokeDashoffset: `${around * (1 - shown(phase, progress))}` }}
      />
    </svg>
  )
}

function shown(phase: View['phase'], progress: number): number {
  if (phase === 'matching') return 0.25
  return phase === 'starting' || phase === 'failed' ? 0 : progress
}

/** What is drawn in the place of the picture while there is none. */
function Mark({ phase }: Pick<View, 'phase'>) {
  if (phase === 'done')
    return (
      <svg class="mark" viewBox="0 0 48 48" aria-hidden="true">
        <path class="tick" d="M14 25l7 7 14-16" />
      </svg>
    )
  if (phase === 'failed')
    return (
      <svg class="mark" viewBox="0 0 48 48" aria-hidden="true">
        <path d="M24 14v13" />
        <path d="M24 33.500v.01" />
      </svg>
    )
  if (phase === 'starting')
    return (
      <svg class="mark" viewBox="0 0 48 48" aria-hidden="true">
        <path d="M24 10c-7 0-11.500 5-11.500 12 0 8.500 4.500 17 11.500 17s11.500-8.500 11.500-17c0-7-4.500-12-11.500-12z" />
      </svg>
    )
  return null
}
