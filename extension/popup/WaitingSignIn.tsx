import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Sentence } from '../ui/Sentence.tsx'
import { start } from './start.ts'
import type { Waiting } from './waitingSignIns.ts'
import { startHint, startLabel, words } from './words.ts'

/** A sign-in that waits, and the one button that it needs. The first has the keyboard: Enter signs in. */
export function WaitingSignIn({ waiting, isFirst }: { waiting: Waiting; isFirst: boolean }) {
  const [refused, setRefused] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    if (isFirst) button.current?.focus()
  }, [isFirst])
  const go = async (): Promise<void> => {
    if (await start(waiting)) window.close()
    else setRefused(true)
  }
  return (
    <div class="card waiting">
      <p id={`hint-${waiting.offer.ticket}`}>
        <Sentence text={startHint(waiting)} />
      </p>
      <button
        type="button"
        class="primary"
        ref={button}
        aria-describedby={`hint-${waiting.offer.ticket}`}
        onClick={() => void go()}
      >
        <span>
          <Sentence text={startLabel(waiting)} />
        </span>
      </button>
      {refused && (
        <p role="alert" class="mistake">
          {words.refused}
        </p>
      )}
    </div>
  )
}
