import { sentenceOf } from '../words/sentenceOf.ts'
import { Accounts } from './Accounts.tsx'
import { Bar } from './Bar.tsx'
import type { Lock } from './readLock.ts'
import type { Scene } from './readScene.ts'
import { WaitingSignIn } from './WaitingSignIn.tsx'
import { words } from './words.ts'

/** The popup: what waits first, then what is set up. */
export function Popup({ scene, lock }: { scene: Scene; lock: Lock | null }) {
  const { waiting, accounts, settings, error } = scene
  const isWaiting = waiting.length > 0
  const isLocked = lock?.state === 'locked'
  return (
    <>
      <Bar lock={lock} />
      <main>
        {isWaiting && (
          <section>
            <h1 class="label">{words.waiting}</h1>
            {waiting.map((one, i) => (
              <WaitingSignIn key={one.offer.ticket} waiting={one} isFirst={i === 0} />
            ))}
          </section>
        )}
        {error && (
          <>
            {!isWaiting && <h1 class="heard">{words.accounts}</h1>}
            <p class="note" data-kind="bad" role="alert">
              {sentenceOf(error)}
            </p>
          </>
        )}
        {/* What waits comes first: its camera window asks for the passphrase by itself. */}
        {isLocked && !isWaiting && <lock.vault.Unlock />}
        {!isLocked && !error && (accounts.length > 0 || !isWaiting) && (
          <Accounts accounts={accounts} settings={settings} isFirst={!isWaiting} />
        )}
      </main>
    </>
  )
}
