/** The part of `runtime.MessageSender` that tells who sent a message; the browser fills it in, not the sender. */
export interface Sender {
  readonly id?: string | undefined
  readonly url?: string | undefined
  readonly frameId?: number | undefined
  readonly tab?: { readonly id?: number | undefined; readonly active: boolean } | undefined
}

/** An extension page, or the top frame of a tab that holds a web page. */
export type Origin =
  | { readonly kind: 'own' }
  | { readonly kind: 'page'; readonly url: URL; readonly tabId: number; readonly active: boolean }

/**
 * Who sent a message, as the browser tells it.
 *
 * @param own the extension's id and the address of its root, ending in a slash
 * @returns null for anybody who has nothing to say here: other extensions, frames inside a page
 */
export function originOfSender(sender: Sender, own: { id: string; root: string }): Origin | null {
  if (sender.id !== own.id || sender.url === undefined || !URL.canParse(sender.url)) return null
  if (sender.url.startsWith(own.root)) return { kind: 'own' }
  if (sender.frameId !== 0 || sender.tab?.id === undefined) return null
  const url = new URL(sender.url)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  return { kind: 'page', url, tabId: sender.tab.id, active: sender.tab.active }
}
