import { useState } from 'preact/hooks'
import browser from 'webextension-polyfill'
import type { ZAuthError } from '../../shared/protocol/errors.ts'
import { allowIssuer } from '../permission/allowIssuer.ts'
import { verifierPattern } from '../permission/verifierPattern.ts'
import type { Account } from '../storage/accounts/account.ts'
import { forgetAccount } from '../storage/accounts/forgetAccount.ts'
import { sentenceOf } from '../words/sentenceOf.ts'
import { Dialog } from './Dialog.tsx'
import { words } from './words.ts'

/** Why the devices of an account cannot be shown, and what can be done about it. */
export function Trouble({ error, account, onAgain }: { error: ZAuthError; account: Account; onAgain: () => void }) {
  const [forgetting, setForgetting] = useState(false)
  const isRevoked = error.code === 'device_unknown'
  const isLocked = error.code === 'locked'
  const allow = async (): Promise<void> => {
    // Asked at once: the browser takes no request that a click has not just made.
    const granted = await browser.permissions.request({ origins: [verifierPattern(account.issuer)] })
    if (!granted) return
    await allowIssuer(account.issuer)
    onAgain()
  }
  return (
    <>
      <p class="note" data-kind={isLocked ? undefined : 'warn'}>
        {isRevoked ? words.device.revokedHere : sentenceOf(error)}
      </p>
      <div class="actions">
        {error.code === 'verifier_not_granted' && (
          <button type="button" class="primary" onClick={() => void allow()}>
            {words.accounts.allow}
          </button>
        )}
        {!isRevoked && !isLocked && error.code !== 'verifier_not_granted' && (
          <button type="button" onClick={onAgain}>
            {words.accounts.again}
          </button>
        )}
        {!isLocked && (
          <button type="button" class="danger" onClick={() => setForgetting(true)}>
            {words.forget.forget}
          </button>
        )}
      </div>
      {forgetting && (
        <Dialog
          title={words.forget.title}
          onLeave={() => setForgetting(false)}
          onSubmit={() => void forgetAccount(account)}
        >
          <p>{isRevoked ? words.forget.revoked : words.forget.hint}</p>
          <div class="actions">
            <button type="button" onClick={() => setForgetting(false)}>
              {words.cancel}
            </button>
            <button type="submit" class="danger primary">
              {words.forget.forget}
            </button>
          </div>
        </Dialog>
      )}
    </>
  )
}
