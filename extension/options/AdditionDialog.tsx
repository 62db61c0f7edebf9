import type { AdditionResponse } from '../../shared/protocol/accountMessages.ts'
import type { Account } from '../storage/accounts/account.ts'
import { named, namedHost } from '../ui/names.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { timeOf } from '../words/formats.ts'
import { Dialog } from './Dialog.tsx'
import { words } from './words.ts'

export type Addition = AdditionResponse

/** The short code that lets one more device in, and what to do with it there. */
export function AdditionDialog({
  addition: { code, expiresAt },
  account,
  onLeave,
}: {
  addition: Addition
  account: Account
  onLeave: () => void
}) {
  return (
    <Dialog title={words.addition.codeTitle} onLeave={onLeave} onSubmit={onLeave}>
      <p class="short-code">
        <code dir="ltr">{code}</code>
      </p>
      <ol class="steps">
        <li>{words.addition.install}</li>
        <li>
          <Sentence
            text={words.addition.signIn(named(account.relyingParty), named(account.accountName ?? account.account))}
          />
        </li>
        <li>
          <Sentence text={words.addition.type(namedHost(account.issuer))} />
        </li>
      </ol>
      <p class="quiet small">{words.addition.until(timeOf(expiresAt))}</p>
      <div class="actions">
        <button type="submit" class="primary">
          {words.close}
        </button>
      </div>
    </Dialog>
  )
}
