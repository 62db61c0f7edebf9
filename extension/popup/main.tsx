import { render } from 'preact'
import browser from 'webextension-polyfill'
import { sendCommand } from '../messaging/sendCommand.ts'
import { settleAsked } from '../permission/settleAsked.ts'
import { followTheme } from '../ui/followTheme.ts'
import { followLanguage } from '../words/followLanguage.ts'
import { offerOfTab } from './offerOfTab.ts'
import { Popup } from './Popup.tsx'
import { readLock } from './readLock.ts'
import { readScene } from './readScene.ts'
import { within } from './within.ts'

/** Milliseconds for which the popup waits for what comes from elsewhere: a page in front that is busy does not keep it closed. */
const patience = 60

const inFront = offerOfTab()
let locking = readLock()
let [front, lock] = await Promise.all([within(patience, inFront), within(patience, locking), settleAsked()])
let scene = await readScene(front)
await Promise.all([followLanguage(draw), followTheme()])
draw()

// What was late, and whatever happens meanwhile, is shown.
void inFront.then(update)
void locking.then(update)
browser.storage.onChanged.addListener(() => {
  locking = readLock()
  void locking.then(update)
})

// The service worker is to know of an offer before its verifier is allowed: some browsers close the popup when they ask.
const offered = await inFront
if (offered && scene.waiting.some(({ offer, granted }) => offer.ticket === offered.offer.ticket && !granted))
  await sendCommand({ command: 'keep', ...offered })

async function update(): Promise<void> {
  ;[front, lock] = await Promise.all([within(0, inFront), within(0, locking)])
  scene = await readScene(front)
  draw()
}

function draw(): void {
  render(<Popup scene={scene} lock={lock} />, document.body)
}
