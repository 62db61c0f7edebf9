import { pageEvents } from '../../shared/protocol/endpoints.ts'
import { InteractionStatus } from '../../shared/protocol/interactionMessages.ts'
import { read } from '../../shared/protocol/read.ts'
import { Sentences } from '../words/sentencesOf.ts'
import { handOver, land } from './inWindow.ts'

type State = InteractionStatus['state']

const pollEvery = 2000
/** After this long without a word from the extension, the page says how to get it. */
const extensionPatience = 1500
/** After this long without a change, the page says how to get the camera window. */
const windowPatience = 10_000
const signIn = document.getElementById('sign-in')
if (signIn !== null && isWaiting(signIn)) follow(signIn, sentencesOfPage())
const landing = document.getElementById('landing')
if (landing !== null) void land(landing.dataset)
const handover = document.getElementById('handover')
if (handover !== null) void handOver(handover.textContent, document.querySelector('a')?.href ?? '')

const postBack = document.getElementById('post-back')
if (postBack instanceof HTMLFormElement) postBack.submit()

/** Keeps the page up to date until the sign-in is over, then goes back to the website by itself. */
function follow(card: HTMLElement, { states, expired }: Sentences): void {
  const end = new AbortController()
  const { signal } = end
  let extensionIsThere = false

  const patience = setTimeout(() => {
    showHelp(!extensionIsThere)
  }, extensionPatience)
  let forWindow: ReturnType<typeof setTimeout> | undefined
  const poll = setInterval(() => void update(), pollEvery)
  signal.addEventListener('abort', () => {
    clearInterval(poll)
    clearTimeout(patience)
    clearTimeout(forWindow)
  })

  document.addEventListener(
    pageEvents.present,
    () => {
      extensionIsThere = true
      showHelp(false)
      if (isWaiting(card)) say(states.ready)
      expectWindow()
    },
    { signal },
  )
  document.addEventListener(pageEvents.changed, () => void update(), { signal })
  // Whoever cancels is on her way back: hearing of it here as well would send her another way, to a sign-in that is over.
  document.getElementById('cancel')?.addEventListener('submit', () => end.abort(), { signal })
  document.dispatchEvent(new Event(pageEvents.hello))

  function expectWindow(): void {
    clearTimeout(forWindow)
    forWindow = setTimeout(() => {
      say(states.noWindow)
    }, windowPatience)
  }

  async function update(): Promise<void> {
    const state = await askStatus(card.dataset['page'] ?? '')
    if (state === null || signal.aborted || state === card.dataset['state']) return
    card.dataset['state'] = state
    say(states[state])
    if (state !== 'waiting') showHelp(false)
    expectWindow()
    if (state === 'authenticated' || state === 'refused') {
      end.abort()
      submitFinish()
    }
    if (state === 'recovered') {
      end.abort()
      location.reload()
    }
    if (state === 'expired') {
      end.abort()
      showExpired(card, expired)
    }
  }
}

/** For the extension: to sign in, or to add this device after a recovery code. */
function isWaiting({ dataset: { state } }: HTMLElement): boolean {
  return state === 'waiting' || state === 'recovered'
}

/** The same words as on the page that is loaded too late, and the way back. */
function showExpired(card: HTMLElement, expired: Sentences['expired']): void {
  const heading = card.querySelector('h1')
  if (heading !== null) heading.textContent = expired.heading
  const next = document.getElementById('next')
  if (next !== null) next.textContent = expired.next
  document.title = expired.heading
  document.getElementById('cancel')?.setAttribute('hidden', '')
  document.getElementById('finish')?.removeAttribute('hidden')
}

/** What this script says, in the language of the page that it came with. */
function sentencesOfPage(): Sentences {
  return read(Sentences, JSON.parse(document.getElementById('sentences')?.textContent ?? ''))
}

/** `null` when the verifier cannot be asked just now: the next time will do. */
async function askStatus(page: string): Promise<State | null> {
  try {
    const response = await fetch(`${page}/status`, { headers: { accept: 'application/json' }, cache: 'no-store' })
    if (response.status === 404 || response.status === 410) return 'expired'
    if (!response.ok) return null
    return read(InteractionStatus, await response.json()).state
  } catch {
    return null
  }
}

function submitFinish(): void {
  const finish = document.getElementById('finish')
  if (!(finish instanceof HTMLFormElement)) return
  finish.hidden = false
  finish.requestSubmit()
}

function say(sentence: string): void {
  const status = document.getElementById('status')
  if (status !== null) status.textContent = sentence
}

function showHelp(show: boolean): void {
  const help = document.getElementById('extension-help')
  if (help !== null) help.hidden = !show
}
