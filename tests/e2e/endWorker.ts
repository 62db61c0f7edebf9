import type { Browser } from '../../tools/openBrowser.ts'

/**
 * Ends the extension's service worker as the browser does when it needs the memory, whatever it is doing. The next event starts it
 * anew. Resolves when it has stopped.
 */
export async function endWorker({ context }: Pick<Browser, 'context'>): Promise<void> {
  const [page] = context.pages()
  if (!page) throw new Error('The browser has no tab')
  const session = await context.newCDPSession(page)
  try {
    const running = new Set<string>()
    const stopped = Promise.withResolvers<undefined>()
    const known = Promise.withResolvers<undefined>()
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      for (const { versionId, scriptURL, runningStatus } of versions) {
        if (!scriptURL.startsWith('chrome-extension:')) continue
        if (runningStatus === 'running') running.add(versionId)
        if (runningStatus === 'stopped' && running.delete(versionId)) stopped.resolve(undefined)
      }
      known.resolve(undefined)
    })
    await session.send('ServiceWorker.enable')
    await known.promise
    if (running.size === 0) return
    for (const versionId of running) await session.send('ServiceWorker.stopWorker', { versionId })
    await stopped.promise
  } finally {
    await session.detach()
  }
}
