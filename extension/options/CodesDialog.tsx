import { RecoveryCodes } from '../account/RecoveryCodes.tsx'
import { words as codesWords } from '../account/words.ts'
import type { Account } from '../storage/accounts/account.ts'
import { Dialog } from './Dialog.tsx'
import { words } from './words.ts'

/** New recovery codes, shown this once: they are not left by accident. */
export function CodesDialog({
  codes,
  account,
  onKept,
}: {
  codes: readonly string[]
  account: Account
  onKept: () => void
}) {
  return (
    <Dialog title={words.codes.newTitle} onLeave={() => undefined} onSubmit={onKept}>
      <p>{codesWords.hint}</p>
      <RecoveryCodes codes={codes} owner={account} />
      <div class="actions">
        <button type="submit" class="primary">
          {codesWords.kept}
        </button>
      </div>
    </Dialog>
  )
}
