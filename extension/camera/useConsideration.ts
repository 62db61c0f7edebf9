import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** Milliseconds for which a window that has just come to the front takes no agreement: the click was meant for what was there. */
const moment = 1_000

/** Why the person cannot agree yet; null when she can. */
export type Hindrance = 'unread' | 'elsewhere' | 'moment' | null

/**
 * Watches until the person can have seen what she agrees to: its end has been in sight, and the window has been in front for a
 * moment.
 *
 * @param end the last thing to read
 */
export function useConsideration(end: RefObject<HTMLElement | null>, asked: boolean): Hindrance {
  const [isRead, setRead] = useState(false)
  const [attention, setAttention] = useState<Exclude<Hindrance, 'unread'>>('moment')
  useEffect(() => {
    if (!asked || !end.current) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setRead(true)
    })
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [asked, end])
  useEffect(() => {
    if (!asked) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const begin = (): void => {
      clearTimeout(timer)
      setAttention(document.hasFocus() ? 'moment' : 'elsewhere')
      if (document.hasFocus()) timer = setTimeout(() => setAttention(null), moment)
    }
    begin()
    addEventListener('focus', begin)
    addEventListener('blur', begin)
    return () => {
      clearTimeout(timer)
      removeEventListener('focus', begin)
      removeEventListener('blur', begin)
    }
  }, [asked])
  return isRead ? attention : 'unread'
}
