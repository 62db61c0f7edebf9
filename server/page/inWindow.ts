import * as v from 'valibot'
import { Ending, PageMessage, type WindowMessage } from '../../shared/verify/windowMessages.ts'

/** After this long without a word from the page beside it, the window goes on alone. */
const patience = 3000

/**
 * The first page of a window: when the website's page that opened it answers, the sign-in begins and ends beside it. When the
 * browser keeps the two apart (Cross-Origin-Opener-Policy), the window closes before anything has begun, and that page, which
 * sees it closed, goes to the challenge itself. When it has gone elsewhere meanwhile, the window goes on by redirect.
 */
export async function land({ challenge = '', origin = '', page = '' }: DOMStringMap): Promise<void> {
  if (opener() === null) {
    window.close()
    return
  }
  const isThere = await tell({ type: 'zauth-opened', challenge }, 'zauth-go', origin)
  location.replace(isThere ? `${page}?window=go` : page)
}

/** The last page of a window: hands the end over to the page beside it, or brings it to the website by itself. */
export async function handOver(data: string, addressBack: string): Promise<void> {
  const ending = v.parse(Ending, JSON.parse(data))
  const isReceived = await tell(ending, 'zauth-received', new URL(ending.returnTo).origin)
  if (isReceived) window.close()
  else location.replace(addressBack)
}

/** Whether the page beside, if it is of that origin, has answered in time. The browser lets nobody else hear it. */
async function tell(message: WindowMessage, awaited: PageMessage['type'], origin: string): Promise<boolean> {
  const page = opener()
  if (page === null) return false
  const end = new AbortController()
  return await new Promise((resolve) => {
    const settle = (isAnswered: boolean): void => {
      end.abort()
      clearTimeout(timer)
      resolve(isAnswered)
    }
    const timer = setTimeout(() => settle(false), patience)
    const hear = ({ source, origin: sender, data }: MessageEvent<unknown>): void => {
      if (source !== page || sender !== origin) return
      const answer = v.safeParse(PageMessage, data)
      if (answer.success && answer.output.type === awaited && answer.output.challenge === message.challenge)
        settle(true)
    }
    window.addEventListener('message', hear, { signal: end.signal })
    page.postMessage(message, origin)
  })
}

function opener(): Window | null {
  // Of another origin: nothing can be asked of it.
  return window.opener as Window | null
}
