import type { ComponentChildren } from 'preact'
import { Dialog } from './Dialog.tsx'
import { words } from './words.ts'

/** Asks before something is done. What the face is needed for says so. */
export function ConfirmDialog({
  title,
  label,
  isDangerous = false,
  onLeave,
  onConfirm,
  children,
}: {
  title: string
  /** On the button that does it. */
  label: string
  isDangerous?: boolean
  onLeave: () => void
  onConfirm: () => void
  children: ComponentChildren
}) {
  return (
    <Dialog title={title} onLeave={onLeave} onSubmit={onConfirm}>
      {children}
      <p class="quiet small">{words.check.hint}</p>
      <div class="actions">
        <button type="button" onClick={onLeave}>
          {words.cancel}
        </button>
        <button type="submit" class={isDangerous ? 'danger primary' : 'primary'}>
          {label}
        </button>
      </div>
    </Dialog>
  )
}
