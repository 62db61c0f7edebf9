import { render } from 'preact'
import { sendCommand } from '../messaging/sendCommand.ts'
import { listAccounts } from '../storage/listAccounts.ts'
import { followTheme } from '../ui/followTheme.ts'
import { followLanguage } from '../words/followLanguage.ts'
import { Popup } from './Popup.tsx'
import { waitingSignIns } from './waitingSignIns.ts'

const [waiting, accounts] = await Promise.all([waitingSignIns(), listAccounts(), followLanguage(draw), followTheme()])
for (const { offer, tabId, granted } of waiting) if (!granted) await sendCommand({ command: 'keep', offer, tabId })
draw()

function draw(): void {
  render(<Popup waiting={waiting} accounts={accounts} />, document.body)
}
