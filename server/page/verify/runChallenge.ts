import * as v from 'valibot'
import { WindowMessage, type Ending, type PageMessage } from '../../../shared/verify/windowMessages.ts'
import type { Challenge } from './challengeIn.ts'

/** Browsers have no event for a window that closes. */
const lookEvery = 300

/**
 * Runs a challenge in a window that was opened for it.
 *
 * @param signal says that the page does not wait any more
 * @param onOpened is called when the window's page is there and has been told to go on
 * @returns the ending that the verifier handed over; `closed` when the person closed the window, `gone` when nobody waits; `null`
 * when the browser keeps the window apart from this page (Cross-Origin-Opener-Policy), in which nothing has begun then
 */
export async function runChallenge(
  popup: Window,
  { id: challenge, url }: Challenge,
  signal: AbortSignal,
  onOpened: () => void,
): Promise<Ending | 'closed' | 'gone' | null> {
  const { origin } = new URL(url)
  const end = new AbortController()
  return await new Promise((resolve) => {
    let isOpened = false
    const settle = (outcome: Ending | 'closed' | 'gone' | null): void => {
      end.abort()
      clearInterval(watch)
      resolve(outcome)
    }
    const reply = (type: PageMessage['type']): void => {
      popup.postMessage({ type, challenge } satisfies PageMessage, origin)
    }
    const hear = ({ source, origin: sender, data }: MessageEvent<unknown>): void => {
      // Only the window that was opened here, and only while the verifier is in it.
      if (source !== popup || sender !== origin) return
      const message = v.safeParse(WindowMessage, data)
      if (!message.success || message.output.challenge !== challenge) return
      if (message.output.type === 'zauth-opened') {
        isOpened = true
        reply('zauth-go')
        onOpened()
      } else {
        reply('zauth-received')
        settle(message.output)
      }
    }
    const watch = setInterval(() => {
      if (popup.closed) settle(isOpened ? 'closed' : null)
    }, lookEvery)
    window.addEventListener('message', hear, { signal: end.signal })
    signal.addEventListener('abort', () => settle('gone'), { signal: end.signal })
  })
}
