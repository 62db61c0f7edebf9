import { useEffect, useRef, useState } from 'preact/hooks'
import type { ZAuthError } from '../../shared/protocol/errors.ts'
import { asZAuthError } from '../../shared/protocol/asZAuthError.ts'
import { listCameras, type CameraName } from '../webcam/listCameras.ts'
import { openCamera } from '../webcam/openCamera.ts'
import { changeSettings } from '../storage/settings/changeSettings.ts'
import { readSettings } from '../storage/settings/readSettings.ts'
import { named } from '../ui/names.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { numberOf } from '../words/formats.ts'
import { sentenceOf } from '../words/sentenceOf.ts'
import { Section } from './Section.tsx'
import { watchPace } from './watchPace.ts'
import { words } from './words.ts'

/** Which camera is used, and whether it works: its picture, which goes nowhere. */
export function CameraSection() {
  const [cameras, setCameras] = useState<readonly CameraName[]>([])
  const [chosen, setChosen] = useState<string | null>(null)
  const [testing, setTesting] = useState(false)
  const [error, setError] = useState<ZAuthError | null>(null)
  useEffect(() => {
    void listCameras().then(setCameras)
    void readSettings().then(({ camera }) => setChosen(camera))
  }, [])
  const choose = (id: string): void => {
    const camera = id === '' ? null : id
    setChosen(camera)
    void changeSettings({ camera })
  }
  const end = (thrown?: unknown): void => {
    setTesting(false)
    setError(thrown === undefined ? null : asZAuthError(thrown))
  }
  return (
    <Section id="camera" title={words.camera.title} intro={words.camera.intro}>
      <div class="field">
        <label for="camera-choice">{words.camera.which}</label>
        <select id="camera-choice" value={chosen ?? ''} onChange={({ currentTarget }) => choose(currentTarget.value)}>
          <option value="">{words.camera.first}</option>
          {cameras.map(({ id, label }, i) => (
            <option key={id} value={id}>
              {label || words.camera.number(numberOf(i + 1))}
            </option>
          ))}
        </select>
      </div>
      <div class="actions">
        <button
          type="button"
          aria-pressed={testing}
          onClick={() => {
            setError(null)
            setTesting(!testing)
          }}
        >
          {testing ? words.camera.stop : words.camera.test}
        </button>
      </div>
      {testing && (
        <LivePicture
          key={chosen ?? ''}
          camera={chosen}
          onEnd={end}
          onOpen={() => void listCameras().then(setCameras)}
        />
      )}
      <div role="status">
        {error && (
          <p class="note" data-kind="bad">
            {sentenceOf(error)}
          </p>
        )}
      </div>
    </Section>
  )
}

function LivePicture({
  camera,
  onOpen,
  onEnd,
}: {
  camera: string | null
  onOpen: () => void
  onEnd: (error: unknown) => void
}) {
  const video = useRef<HTMLVideoElement>(null)
  const [facts, setFacts] = useState('')
  useEffect(() => {
    const gone = new AbortController()
    const run = async (element: HTMLVideoElement): Promise<void> => {
      using opened = await openCamera(element, camera, gone.signal)
      onOpen()
      watchPace(element, gone.signal, (pace) =>
        setFacts(
          words.camera.facts(
            named(opened.name.label),
            numberOf(element.videoWidth),
            numberOf(element.videoHeight),
            numberOf(pace, { maximumFractionDigits: 0 }),
          ),
        ),
      )
      await new Promise<void>((resolve, reject) => {
        gone.signal.addEventListener('abort', () => resolve())
        opened.lost.addEventListener('abort', () => reject(opened.lost.reason as Error))
      })
    }
    if (video.current)
      run(video.current).catch((error: unknown) => {
        if (!gone.signal.aborted) onEnd(error)
      })
    return () => gone.abort()
  }, [])
  return (
    <figure class="live">
      <video ref={video} muted playsInline aria-label={words.camera.picture} />
      <figcaption class="quiet small">
        <Sentence text={facts || words.camera.opening} />
      </figcaption>
    </figure>
  )
}
