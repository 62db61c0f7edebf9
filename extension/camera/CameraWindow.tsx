import { useEffect, useRef, useState } from 'preact/hooks'
import type { Offer } from '../../shared/protocol/offer.ts'
import { RecoveryCodes } from '../account/RecoveryCodes.tsx'
import { CannotTurn } from '../movements/CannotTurn.tsx'
import { Controls } from '../movements/Controls.tsx'
import { Host } from '../ui/Host.tsx'
import { named } from '../ui/names.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { isVirtual } from '../webcam/isVirtual.ts'
import { Buttons } from './Buttons.tsx'
import { CameraChoice } from './CameraChoice.tsx'
import { CodeInstead } from './CodeInstead.tsx'
import { Consent } from './Consent.tsx'
import { hintOf } from './hintOf.ts'
import { instructionOf } from './instructionOf.ts'
import type { Phase, Screen, View } from './screen.ts'
import { Preview } from './Preview.tsx'
import { Stage } from './Stage.tsx'
import { useConsideration } from './useConsideration.ts'
import { useFocus } from './useFocus.ts'
import { headingOf, words } from './words.ts'

/** When it matters which camera it is. */
const playing: ReadonlySet<Phase> = new Set(['looking', 'enrolling', 'moving', 'failed'])

/** Whether there is still a face to be looked for, so that another way in is worth a word. */
function isUnderWay({ phase, failure }: View): boolean {
  return phase === 'starting' || (playing.has(phase) && failure?.over !== true)
}

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
  const end = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const instruction = useRef<HTMLParagraphElement>(null)
  const hindrance = useConsideration(end, view.phase === 'consent')
  useFocus(view.phase, heading, instruction)
  useEffect(() => screen.subscribe(setView), [screen])
  useEffect(() => {
    if (video.current && canvas.current) onReady({ video: video.current, canvas: canvas.current })
  }, [onReady])

  return (
    <>
      <header>
        <h1 title={offer?.relyingParty.name} ref={heading} tabIndex={-1}>
          {offer ? <Sentence text={headingOf(offer)} /> : 'ZAuth'}
        </h1>
        {offer && (
          <>
            {!offer.own && (
              <p class="checked">
                {words.at} <Host issuer={offer.relyingParty.origin} />
              </p>
            )}
            <p class="who" title={offer.account}>
              {words.as}{' '}
              <strong>
                <bdi>{offer.accountName ?? offer.account}</bdi>
              </strong>
            </p>
            {offer.reason !== undefined && (
              <p class="who reason">
                {words.for}{' '}
                <strong>
                  <bdi>{offer.reason}</bdi>
                </strong>
              </p>
            )}
            <p class="checked">
              {words.checkedBy} <Host issuer={offer.issuer} />
            </p>
          </>
        )}
      </header>
      <main>
        {offer && view.phase === 'consent' && <Consent offer={offer} end={end} />}
        {offer?.purpose === 'enrol' && view.phase === 'consent' && (
          <CannotTurn set={view.movementSet} onChange={(movementSet) => screen.show({ movementSet })} />
        )}
        {offer && view.codes && (
          <RecoveryCodes codes={view.codes} owner={{ ...offer, relyingParty: offer.relyingParty.name }} />
        )}
        {view.pictures && <Preview pictures={view.pictures} />}
        <Stage view={view} video={video} canvas={canvas} />
        <div class="words" hidden={view.phase === 'consent'}>
          <p class="instruction" role="status" aria-live="polite" ref={instruction} tabIndex={-1}>
            {instructionOf(view)}
          </p>
          <p class="hint" aria-live={view.phase === 'failed' ? 'polite' : 'off'}>
            {hintOf(view)}
          </p>
        </div>
        {playing.has(view.phase) && (
          <CameraChoice
            cameras={view.cameras}
            used={view.camera?.id ?? null}
            onChoose={(id) => screen.chooseCamera(id)}
          />
        )}
        {playing.has(view.phase) && view.camera && isVirtual(view.camera.label) && (
          <p class="warning" role="alert">
            <Sentence text={words.virtual(named(view.camera.label))} />
          </p>
        )}
        {offer?.purpose === 'verify' && !offer.own && isUnderWay(view) && <CodeInstead ticket={offer.ticket} />}
        {view.phase === 'moving' && <Controls prompt={instructionOf(view)} onSlower={() => screen.press('slower')} />}
      </main>
      <Buttons view={view} hindrance={hindrance} onPress={(which) => screen.press(which)} onCancel={onCancel} />
    </>
  )
}
