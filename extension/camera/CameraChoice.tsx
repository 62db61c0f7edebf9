import { numberOf } from '../words/formats.ts'
import type { CameraName } from '../webcam/listCameras.ts'
import { words } from './words.ts'

/** Which camera, when there are several. */
export function CameraChoice({
  cameras,
  used,
  onChoose,
}: {
  cameras: readonly CameraName[]
  used: string | null
  onChoose: (id: string) => void
}) {
  if (cameras.length < 2) return null
  return (
    <label class="camera-choice">
      <span>{words.camera}</span>
      <select value={used ?? ''} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {cameras.map(({ id, label }, i) => (
          <option key={id} value={id}>
            {label || words.cameraNumber(numberOf(i + 1))}
          </option>
        ))}
      </select>
    </label>
  )
}
