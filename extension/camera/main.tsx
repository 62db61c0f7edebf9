import { render } from 'preact'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { connectFace } from '../face/connectFace.ts'
import { whenUnlocked } from '../lock/whenUnlocked.ts'
import type { MatchOperations } from '../match/operations.ts'
import { isGranted } from '../permission/isGranted.ts'
import { readPending, type Pending } from '../pending/pending.ts'
import { followTheme } from '../ui/followTheme.ts'
import { followLanguage } from '../words/followLanguage.ts'
import { connectLasting } from '../workers/connectLasting.ts'
import { runSignIn } from '../signIn/runSignIn.ts'
import { createTimings } from '../signIn/createTimings.ts'
import { wakeCamera, type WokenCamera } from '../webcam/wakeCamera.ts'
import { CameraWindow, type Surfaces } from './CameraWindow.tsx'
import { closeWindow } from './closeWindow.ts'
import { drawOutline } from './drawOutline.ts'
import { createScreen } from './createScreen.ts'

/** How long the person sees that she was recognised, in milliseconds. */
const farewell = 1_000

/** Milliseconds that a camera which wakes up has for itself, before the networks are loaded. */
const headStart = 150

/** Milliseconds that a timer can count. */
const longest = 2 ** 31 - 1

const screen = createScreen()
const cancel = new AbortController()
const gone = new AbortController()
addEventListener('pagehide', () => gone.abort())
addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') leave()
})
screen.subscribe(({ phase, advice, guidance, failure }) => {
  const { dataset } = document.body
  dataset['state'] = phase
  if (advice) dataset['advice'] = advice
  if (guidance) dataset['movement'] = (guidance.state === 'move' ? guidance.wanted : null) ?? 'straight'
  else delete dataset['movement']
  if (phase === 'failed' && failure) dataset['error'] = failure.error.code
  else delete dataset['error']
})

const dressed = Promise.all([followLanguage(() => screen.show({})), followTheme()])
const pending = await ofThisWindow()
const granted = pending ? isGranted(pending.offer.issuer) : Promise.resolve(false)
if (await granted) await whenUnlocked(document.body)
const woken = pending && wakeCamera(pending.offer, granted)
await dressed
const surfaces = await new Promise<Surfaces>((onReady) =>
  render(
    <CameraWindow offer={pending?.offer ?? null} screen={screen} onReady={onReady} onCancel={leave} />,
    document.body,
  ),
)
if (!pending || !woken) refuse(new ZAuthError('interaction_unknown'))
else if (!(await granted)) refuse(new ZAuthError('verifier_not_granted'))
else await start(pending, surfaces, woken)

async function start({ offer }: Pending, { video, canvas }: Surfaces, waking: WokenCamera): Promise<void> {
  using woken = waking
  document.title = `ZAuth: ${offer.relyingParty.name}`
  const expired = setTimeout(
    () => cancel.abort(new ZAuthError('interaction_expired')),
    Math.min(Math.max(0, offer.expiresAt - Date.now()), longest),
  )
  video.requestVideoFrameCallback(() => performance.mark('zauth-picture'))
  // The picture first: networks that load at the same time hold it up.
  await Promise.race([woken.show(video), new Promise((resolve) => setTimeout(resolve, headStart))])
  using face = connectFace((backend) => (document.body.dataset['backend'] = backend))
  const { purpose } = offer
  using match = connectLasting<MatchOperations>('match.worker.js', (worker) => worker.call('prepare', { purpose }))
  const prepared = (): Promise<unknown> => Promise.all([face.prepared(), match.prepared()])
  screen.onSight = drawOutline(canvas, video, gone.signal)

  const studio = { offer, screen, video, woken, face, match, prepared, timings: createTimings() }
  const mayClose = await runSignIn(studio, cancel.signal)
  clearTimeout(expired)
  if (!mayClose) return
  if (!cancel.signal.aborted) await new Promise((resolve) => setTimeout(resolve, farewell))
  void closeWindow()
}

async function ofThisWindow(): Promise<Pending | null> {
  const ticket = new URLSearchParams(location.search).get('ticket')
  const pending = await readPending()
  return pending.find(({ offer, state }) => offer.ticket === ticket && state !== 'settled') ?? null
}

function refuse(error: ZAuthError): void {
  screen.show({ phase: 'failed', failure: { error, over: true } })
}

/** The person wants to leave: what runs is cancelled, what is over is closed. */
function leave(): void {
  const { phase, failure } = screen.view
  if (phase === 'done' || phase === 'codes') return
  if (phase === 'failed' && failure?.over) void closeWindow()
  else cancel.abort(new ZAuthError('cancelled'))
}
