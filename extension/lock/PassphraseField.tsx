import { useId } from 'preact/hooks'

/** A field for a passphrase, with what is to be known about it and what is wrong with it. */
export function PassphraseField({
  label,
  value,
  isNew = false,
  hint,
  mistake,
  onInput,
}: {
  label: string
  value: string
  /** Whether one is being chosen, which password managers may help with. */
  isNew?: boolean
  hint?: string
  mistake?: string | null
  onInput: (value: string) => void
}) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="password"
        value={value}
        autocomplete={isNew ? 'new-password' : 'current-password'}
        aria-describedby={`${id}-said`}
        aria-invalid={mistake ? 'true' : undefined}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
      <div id={`${id}-said`}>
        {hint !== undefined && <p class="hint">{hint}</p>}
        {mistake && (
          <p class="mistake" role="alert">
            {mistake}
          </p>
        )}
      </div>
    </div>
  )
}
