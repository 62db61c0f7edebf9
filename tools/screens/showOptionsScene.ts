import { h, render } from 'preact'
import { AccountDialog } from '../../extension/options/AccountDialog.tsx'
import { Options } from '../../extension/options/Options.tsx'
import { prepareWords } from '../../extension/words/prepareWords.ts'
import { own } from './popupScenes.ts'
import { sceneNow } from './standIns/sceneNow.ts'

/**
 * Shows a moment of the options page, the one that the address names behind `#`, with the page’s own parts and style; what it would ask a
 * verifier, or look up among the keys, is told by the files of `standIns`.
 */

const { asked, accounts, pressed = [] } = sceneNow()
const nothing = (): void => undefined

await prepareWords()
render(h(Options, {}), document.body)
await until(() => document.querySelectorAll('#accounts article, #accounts .empty').length >= accounts.length)
for (const selector of pressed) {
  await until(() => document.querySelector(selector) !== null)
  document.querySelector<HTMLElement>(selector)?.click()
}
if (pressed.includes('#diagnostics button')) await until(() => document.querySelector('.report') !== null)
if (asked) {
  const over = document.createElement('div')
  document.body.append(over)
  const dialog = {
    asked,
    account: own,
    first: sceneNow().devices.answer?.devices[0] ?? null,
    onLeave: nothing,
    onRename: nothing,
    onRevoke: nothing,
    onAdd: nothing,
    onNewCodes: nothing,
    onDelete: nothing,
    onForget: nothing,
  }
  render(h(AccountDialog, dialog), over)
  await until(() => document.querySelector('dialog[open]') !== null)
}
document.documentElement.dataset['shown'] = location.hash.slice(1)

/** Resolves when something is there: what a page shows comes with one of its next pictures. */
async function until(isThere: () => boolean): Promise<void> {
  while (!isThere()) await new Promise(requestAnimationFrame)
}
