import { useState } from 'preact/hooks'
import { codesFor, words as cameraWords } from '../camera/words.ts'
import type { Account } from '../storage/accounts/account.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { dayOf } from '../words/formats.ts'
import { Dialog } from './Dialog.tsx'
import { saveFile } from './saveFile.ts'
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
  const [said, setSaid] = useState('')
  const { codes: labels } = cameraWords
  const whose = { relyingParty: { name: account.relyingParty }, account: account.account, issuer: account.issuer }
  const copy = (): void => {
    const copied = navigator.clipboard.writeText(codes.join('\n'))
    void copied.then(
      () => setSaid(labels.copied),
      () => setSaid(labels.notCopied),
    )
  }
  const save = (): void => {
    const host = new URL(account.issuer).host
    const lines = [plain(codesFor(whose)), labels.use(host), labels.made(dayOf(Date.now())), '', ...codes]
    saveFile(`recovery-codes-${host.replaceAll(/[^a-z0-9.-]/g, '-')}.txt`, `${lines.join('\n')}\n`)
    setSaid(labels.saved)
  }
  return (
    <Dialog title={words.codes.newTitle} onLeave={() => undefined} onSubmit={onKept}>
      <p>{labels.hint}</p>
      <p class="quiet small">
        <Sentence text={codesFor(whose)} />
      </p>
      <ol class="code-list" aria-label={labels.list}>
        {codes.map((code) => (
          <li key={code}>
            <code dir="ltr">{code}</code>
          </li>
        ))}
      </ol>
      <div class="actions start">
        <button type="button" class="compact" onClick={copy}>
          {labels.copy}
        </button>
        <button type="button" class="compact" onClick={() => print()}>
          {labels.print}
        </button>
        <button type="button" class="compact" onClick={save}>
          {labels.save}
        </button>
      </div>
      <p class="quiet small" aria-live="polite">
        {said}
      </p>
      <div class="actions">
        <button type="submit" class="primary">
          {labels.kept}
        </button>
      </div>
    </Dialog>
  )
}

/** Without the marks around names, which are for the screen. */
function plain(text: string): string {
  return text.replaceAll(/[\u2068\u2069]/g, '')
}
