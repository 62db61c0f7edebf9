import { useState } from 'preact/hooks'
import type { Deletion } from '../account/deleteAccount.ts'
import type { Account } from '../storage/accounts/account.ts'
import { named, namedHost } from '../ui/names.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { dayOf, numberOf, timeOf } from '../words/formats.ts'
import { saveFile } from '../ui/saveFile.ts'
import { Dialog } from './Dialog.tsx'
import { words } from './words.ts'

/** What was deleted, as the verifier has stated and signed it; to be kept. */
export function DeletedDialog({
  deletion: { statement, claims, keys },
  account,
  onClose,
}: {
  deletion: Deletion
  account: Account
  onClose: () => void
}) {
  const [saved, setSaved] = useState(false)
  const save = (): void => {
    const file = { statement, states: claims, keys }
    const host = new URL(claims.iss).host.replaceAll(/[^a-z0-9.-]/g, '-')
    saveFile(`deleted-at-${host}.json`, `${JSON.stringify(file, null, 2)}\n`, 'application/json')
    setSaved(true)
  }
  return (
    <Dialog title={words.deletion.doneTitle} onLeave={onClose} onSubmit={onClose}>
      <p>
        <Sentence
          text={words.deletion.stated(namedHost(claims.iss), dayOf(claims.deletedAt), timeOf(claims.deletedAt))}
        />
      </p>
      <dl class="facts">
        <dt>{words.deletion.account}</dt>
        <dd>
          <Sentence text={words.deletion.accountAt(named(claims.account), named(account.relyingParty))} />
        </dd>
        <dt>{words.deletion.devices}</dt>
        <dd>{words.deletion.devicesGone(claims.devices.length)}</dd>
        <dt>{words.deletion.codes}</dt>
        <dd>{numberOf(claims.recoveryCodes)}</dd>
      </dl>
      <p class="quiet small">{words.deletion.keep}</p>
      <p class="quiet small" aria-live="polite">
        {saved ? words.deletion.saved : ''}
      </p>
      <div class="actions">
        <button type="button" onClick={save}>
          {words.deletion.save}
        </button>
        <button type="submit" class="primary">
          {words.close}
        </button>
      </div>
    </Dialog>
  )
}
