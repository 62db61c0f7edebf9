import { useId, useState } from 'preact/hooks'
import { Dialog } from './Dialog.tsx'
import type { ShownDevice } from './DeviceRow.tsx'
import { words } from './words.ts'

/** Characters that a verifier takes. */
const longest = 64

/** Asks what a device is to be called. */
export function NameDialog({
  device: { name: before, isOwn },
  onLeave,
  onName,
}: {
  device: ShownDevice
  onLeave: () => void
  onName: (name: string) => void
}) {
  const [name, setName] = useState(before ?? '')
  const id = useId()
  const trimmed = name.trim()
  return (
    <Dialog title={words.device.renameTitle} onLeave={onLeave} onSubmit={() => trimmed !== '' && onName(trimmed)}>
      <div class="field">
        <label for={id}>{words.device.name}</label>
        <input
          id={id}
          type="text"
          required
          maxLength={longest}
          autocomplete="off"
          value={name}
          dir="auto"
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </div>
      {!isOwn && <p class="quiet small">{words.check.hint}</p>}
      <div class="actions">
        <button type="button" onClick={onLeave}>
          {words.cancel}
        </button>
        <button type="submit" class="primary">
          {words.save}
        </button>
      </div>
    </Dialog>
  )
}
