import { useEffect, useRef, useState } from 'preact/hooks'
import { words as codesWords } from '../account/words.ts'
import { numberOf } from '../words/formats.ts'
import type { Press, View } from './screen.ts'
import type { Hindrance } from './useConsideration.ts'
import { words } from './words.ts'

/** What the person can do: go on where something waits for her, and stop at any time. */
export function Buttons({
  view,
  hindrance,
  onPress,
  onCancel,
}: {
  view: View
  /** Why she cannot agree yet, where she is asked to. */
  hindrance: Hindrance
  onPress: (which: Press) => void
  onCancel: () => void
}) {
  const { phase, failure } = view
  const go = useRef<HTMLButtonElement>(null)
  const wait = useSecondsLeft(failure?.over === false ? (failure.error.retryAfter ?? 0) : 0)
  const again = failure?.error.code === 'series_inconsistent' ? words.takeAgain : words.tryAgain
  useEffect(() => {
    if (phase === 'failed') go.current?.focus()
  }, [phase])

  if (phase === 'done') return <footer />
  if (phase === 'renewal')
    return (
      <footer>
        <button type="button" onClick={() => onPress('again')}>
          {words.notNow}
        </button>
        <button type="button" class="primary" onClick={() => onPress('go')}>
          {words.renew}
        </button>
      </footer>
    )
  if (phase === 'codes')
    return (
      <footer>
        <button type="button" class="primary" onClick={() => onPress('go')}>
          {codesWords.kept}
        </button>
      </footer>
    )
  if (failure?.over && phase === 'failed')
    return (
      <footer>
        <button type="button" class="primary" ref={go} onClick={onCancel}>
          {words.close}
        </button>
      </footer>
    )
  return (
    <footer>
      {phase === 'consent' && (
        <p class="hindrance" id="hindrance" data-kind={hindrance}>
          {hindrance && words.hindrances[hindrance]}
        </p>
      )}
      <button type="button" onClick={onCancel}>
        {words.cancel}
      </button>
      {phase === 'consent' && (
        <button
          type="button"
          class="primary"
          ref={go}
          // Not `disabled`: it keeps its place in the order of the keyboard, and can say why.
          aria-disabled={hindrance !== null}
          aria-describedby="hindrance"
          onClick={() => {
            if (hindrance === null) onPress('go')
          }}
        >
          {words.agree}
        </button>
      )}
      {phase === 'preview' && (
        <>
          <button type="button" onClick={() => onPress('again')}>
            {words.takeAgain}
          </button>
          <button type="button" class="primary" onClick={() => onPress('go')}>
            {words.use}
          </button>
        </>
      )}
      {phase === 'failed' && (
        <button type="button" class="primary" ref={go} onClick={() => onPress('go')} disabled={wait > 0}>
          {wait > 0 ? words.againIn(again, numberOf(wait, { style: 'unit', unit: 'second' })) : again}
        </button>
      )}
    </footer>
  )
}

function useSecondsLeft(seconds: number): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    const end = performance.now() + 1000 * seconds
    const count = (): void => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000)))
    count()
    if (seconds <= 0) return
    const timer = setInterval(count, 250)
    return () => clearInterval(timer)
  }, [seconds])
  return left
}
