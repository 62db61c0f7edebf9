import { addressBack } from '../../../shared/verify/addressBack.ts'
import type { Ending } from '../../../shared/verify/windowMessages.ts'
import { challengeIn } from './challengeIn.ts'
import { openWindow } from './openWindow.ts'
import { runChallenge } from './runChallenge.ts'
import { style } from './style.ts'

/** What the element says, each sentence in a slot of its name that a website can fill with its own. */
const sentences = {
  waiting: 'Go on in the window that has opened.',
  closed: 'The window was closed. You can try again.',
  done: 'Recognised.',
  unusable: 'This cannot go on. Load the page again.',
} as const
type Said = keyof typeof sentences | 'refused'

/** `detail` of `zauth-result`. */
export interface ResultDetail {
  /** For the website's back end, which redeems it at `POST /v1/verify` within a minute. */
  readonly result: string
  /** Where the page goes with it, unless the event is cancelled. */
  readonly address: string
}

/** `detail` of `zauth-error`. */
export interface ErrorDetail {
  /** Why the sign-in was refused (`not_recognised`, `cancelled`, …), or `window_closed`, or `challenge_unusable`. */
  readonly code: string
  readonly message: string
  /** Where the page goes with it, unless the event is cancelled; `null` when it stays, because one can try again. */
  readonly address: string | null
}

/**
 * `<zauth-verify challenge="{url}">`: a button that runs a challenge of this verifier in a window beside the page.
 *
 * At the end it fires `zauth-result` or `zauth-error`, which bubble; unless they are cancelled, the page then goes to the
 * challenge's return address, with the same parameters as the redirect would have brought. Where there can be no window, the page
 * goes to the challenge by redirect.
 *
 * - Attributes: `challenge`, the address that the website's back end ordered; `disabled`.
 * - Slots: the default one is the button's label; `waiting`, `closed`, `done`, `refused`, `unusable` are what is said.
 * - Parts: `button`, `status`. Custom properties: `--zauth-accent`, `--zauth-on-accent`, `--zauth-ink`, `--zauth-bad`,
 *   `--zauth-radius`. State: `:state(waiting)`.
 */
export class ZAuthVerify extends HTMLElement {
  static readonly observedAttributes = ['disabled']
  readonly #internals = this.attachInternals()
  readonly #button = document.createElement('button')
  readonly #status = document.createElement('p')
  #window: Window | null = null
  #running = new AbortController()

  constructor() {
    super()
    const shadow = this.attachShadow({ mode: 'open', delegatesFocus: true })
    shadow.adoptedStyleSheets = [style]
    const label = document.createElement('slot')
    label.textContent = 'Continue with your face'
    this.#button.type = 'button'
    this.#button.part.add('button')
    this.#button.append(label)
    this.#button.addEventListener('click', () => void this.start())
    this.#status.part.add('status')
    this.#status.setAttribute('role', 'status')
    for (const name of [...Object.keys(sentences), 'refused']) {
      const slot = document.createElement('slot')
      slot.name = name
      this.#status.append(slot)
    }
    shadow.append(this.#button, this.#status)
  }

  get challenge(): string | null {
    return this.getAttribute('challenge')
  }
  set challenge(url: string | null) {
    if (url === null) this.removeAttribute('challenge')
    else this.setAttribute('challenge', url)
  }

  attributeChangedCallback(): void {
    this.#button.disabled = this.hasAttribute('disabled')
  }

  disconnectedCallback(): void {
    this.#running.abort()
  }

  /** What a click on the button does; for a website that starts it by a control of its own, in that control's click. */
  async start(): Promise<void> {
    const challenge = challengeIn(this.challenge)
    if (challenge === null) {
      this.#fail('challenge_unusable', 'unusable')
      return
    }
    if (this.#window?.closed === false) {
      this.#window.focus()
      return
    }
    this.#running = new AbortController()
    this.#window = openWindow(challenge)
    this.#internals.states.add('waiting')
    const outcome =
      this.#window &&
      (await runChallenge(this.#window, challenge, this.#running.signal, () => {
        this.#say('waiting')
      }))
    this.#internals.states.delete('waiting')
    if (outcome === null) location.assign(challenge.url)
    else if (outcome === 'closed') this.#fail('window_closed', 'closed')
    else if (outcome !== 'gone') this.#end(outcome)
  }

  #end(ending: Ending): void {
    const address = addressBack(ending)
    if (ending.type === 'zauth-result') this.#say('done')
    else this.#say('refused', ending.message)
    const event =
      ending.type === 'zauth-result'
        ? eventOf<ResultDetail>('zauth-result', { result: ending.result, address })
        : eventOf<ErrorDetail>('zauth-error', { code: ending.error, message: ending.message, address })
    if (this.dispatchEvent(event)) location.assign(address)
  }

  #fail(code: 'window_closed' | 'challenge_unusable', said: keyof typeof sentences): void {
    this.#say(said)
    this.dispatchEvent(eventOf<ErrorDetail>('zauth-error', { code, message: sentences[said], address: null }))
  }

  #say(said: Said, sentence = said === 'refused' ? '' : sentences[said]): void {
    this.#status.classList.toggle('bad', said !== 'waiting' && said !== 'done')
    for (const slot of this.#status.querySelectorAll('slot')) {
      const isShown = slot.name === said
      slot.toggleAttribute('data-shown', isShown)
      // Written anew, so that it is read aloud.
      slot.textContent = isShown ? sentence : ''
    }
  }
}

function eventOf<D>(type: 'zauth-result' | 'zauth-error', detail: D): CustomEvent<D> {
  return new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true })
}

declare global {
  interface HTMLElementTagNameMap {
    'zauth-verify': ZAuthVerify
  }
  interface HTMLElementEventMap {
    'zauth-result': CustomEvent<ResultDetail>
    'zauth-error': CustomEvent<ErrorDetail>
  }
}
