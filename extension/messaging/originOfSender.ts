/** The part of `runtime.MessageSender` that tells who sent a message; the browser fills it in, not the sender. */
export interface Sender {
  readonly id?: string | undefined
  readonly url?: string | undefined
  /** What the document's origin is, whatever its address: "null" in a sandbox. Not every browser says it. */
  readonly origin?: string | undefined
  readonly frameId?: number | undefined
  /** Not "active" of a page that nobody has opened yet (prerendering), or has left. Not every browser says it. */
  readonly documentLifecycle?: string | undefined
  readonly tab?: { readonly id?: number | undefined } | undefined
}

/** The top frame of a tab that holds a web page. */
export interface PageOrigin {
  readonly kind: 'page'
  readonly url: URL
  readonly tabId: number
}
/** An extension page, or such a frame. */
export type Origin = { readonly kind: 'own' } | PageOrigin

/**
 * Who sent a message, as the browser tells it.
 *
 * @param own the extension's id and the address of its root, ending in a slash
 * @returns null for anybody who has nothing to say here: other extensions, frames inside a page, pages that nobody looks at yet
 */
export function originOfSender(sender: Sender, own: { id: string; root: string }): Origin | null {
  if (sender.id !== own.id || sender.url === undefined || !URL.canParse(sender.url)) return null
  const isOf = (origin: string): boolean => sender.origin === undefined || sender.origin === origin
  if (sender.url.startsWith(own.root)) return isOf(own.root.slice(0, -1)) ? { kind: 'own' } : null
  if (sender.frameId !== 0 || sender.tab?.id === undefined) return null
  if (sender.documentLifecycle !== undefined && sender.documentLifecycle !== 'active') return null
  const url = new URL(sender.url)
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || !isOf(url.origin)) return null
  return { kind: 'page', url, tabId: sender.tab.id }
}
