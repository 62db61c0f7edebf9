import { useState } from 'preact/hooks'
import { LockDelay } from './LockDelay.tsx'
import { lock } from './lock.ts'
import { NewPassphrase } from './NewPassphrase.tsx'
import { RemovePassphrase } from './RemovePassphrase.tsx'
import { Unlock } from './Unlock.tsx'
import { useLockState } from './useLockState.ts'
import { words } from './words.ts'

/** The part of the options about the lock: whether there is a passphrase, and what can be done with it. */
export function LockSection() {
  const [state, look] = useLockState()
  const [form, setForm] = useState<'set' | 'remove' | null>(null)
  const [said, setSaid] = useState('')
  const done = (sentence: string): void => {
    setForm(null)
    setSaid(sentence)
    look()
  }
  return (
    <section id="lock" aria-labelledby="lock-title">
      <h2 id="lock-title" tabIndex={-1}>
        {words.title}
      </h2>
      <p class="quiet intro">{words.intro}</p>
      {state === 'locked' && <Unlock />}
      {state !== 'locked' && state !== null && (
        <>
          <p>{words[state]}</p>
          {form === null && (
            <div class="actions">
              {state === 'unlocked' && (
                <button type="button" class="primary" onClick={() => void lock()}>
                  {words.lockNow}
                </button>
              )}
              <button type="button" onClick={() => setForm('set')}>
                {state === 'none' ? words.set : words.change}
              </button>
              {state === 'unlocked' && (
                <button type="button" class="danger" onClick={() => setForm('remove')}>
                  {words.remove}
                </button>
              )}
            </div>
          )}
          {form === 'set' && (
            <NewPassphrase
              hasOld={state === 'unlocked'}
              onDone={() => done(words.isSet)}
              onLeave={() => setForm(null)}
            />
          )}
          {form === 'remove' && <RemovePassphrase onDone={() => done(words.isRemoved)} onLeave={() => setForm(null)} />}
          {state === 'unlocked' && <LockDelay />}
        </>
      )}
      <p role="status">{state === 'locked' ? words.isLockedNow : said}</p>
    </section>
  )
}
