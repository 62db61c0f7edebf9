import type { Challenge } from './challengeIn.ts'

const size = { width: 520, height: 720 } as const

/**
 * A window for a challenge, over the middle of this one. To be called in the person's click: at any other time browsers block
 * windows.
 *
 * @returns `null` when the browser blocked it
 */
export function openWindow({ id, url }: Challenge): Window | null {
  const left = Math.round(window.screenX + Math.max(0, window.outerWidth - size.width) / 2)
  const top = Math.round(window.screenY + Math.max(0, window.outerHeight - size.height) / 2)
  const features = `popup,width=${size.width},height=${size.height},left=${left},top=${top}`
  return window.open(`${url}?window=open`, `zauth-${id}`, features)
}
