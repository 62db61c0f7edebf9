import { useEffect, useRef, useState } from 'preact/hooks'
import type { Offer } from '../../shared/protocol/messages.ts'
import { Buttons } from './Buttons.tsx'
import { Consent } from './Consent.tsx'
import type { Screen } from './screen.ts'
import { Stage } from './Stage.tsx'
import { headingOf, hintOf, instructionOf } from './words.ts'

/** The window's elements that something outside of the page's tree plays or draws into. */
export interface Surfaces {
  readonly video: HTMLVideoElement
  readonly canvas: HTMLCanvasElement
}

/** The camera window: who asks, the picture, one instruction, two buttons. */
export function CameraWindow({
  offer,
  screen,
  onReady,
  onCancel,
}: {
  offer: Offer | null
  screen: Screen
  onReady: (surfaces: Surfaces) => void
  onCancel: () => void
}) {
  const [view, setView] = useState(screen.view)
  const video = useRef<HTMLVideoElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => screen.subscribe(setView), [screen])
  useEffect(() => {
    if (video.current && canvas.current) onReady({ video: video.current, canvas: canvas.current })
  }, [onReady])

  return (
    <>
      <header>
        <h1>{offer ? headingOf(offer) : 'ZAuth'}</h1>
        {offer && (
          <p class="who">
            as <strong>{offer.account}</strong>, checked by {new URL(offer.issuer).host}
          </p>
        )}
      </header>
      <main>
        {offer && view.phase === 'consent' && <Consent offer={offer} />}
        <Stage view={view} video={video} canvas={canvas} />
        <div class="words" hidden={view.phase === 'consent'}>
          <p class="instruction" role="status" aria-live="polite">
            {instructionOf(view)}
          </p>
          <p class="hint" aria-live={view.phase === 'failed' ? 'polite' : 'off'}>
            {hintOf(view)}
          </p>
        </div>
      </main>
      <Buttons view={view} onGo={() => screen.press()} onCancel={onCancel} />
    </>
  )
}
