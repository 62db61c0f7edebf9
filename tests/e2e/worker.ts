import { expect } from 'vitest'
import type { Browser } from '../../tools/openBrowser.ts'

/** What is used here of what Chromium gives the extension. */
export interface WithChrome {
  readonly chrome: {
    readonly action: { getBadgeText(details: object): Promise<string> }
    readonly runtime: { reload(): void }
    readonly storage: Readonly<
      Record<
        'local' | 'session',
        {
          get(): Promise<Record<string, unknown>>
          set(items: object): Promise<void>
          remove(keys: string[]): Promise<void>
        }
      >
    >
  }
}

/** What is written on the extension's icon. */
export function badgeOf(browser: Browser): Promise<string> {
  return workerOf(browser).evaluate(() => (globalThis as unknown as WithChrome).chrome.action.getBadgeText({}))
}

/** What one of the extension's storage areas holds. */
export function storedIn(browser: Browser, area: 'local' | 'session'): Promise<Record<string, unknown>> {
  return workerOf(browser).evaluate((name) => (globalThis as unknown as WithChrome).chrome.storage[name].get(), area)
}

/** Chooses for the person, as the options page does. */
export async function chooseSettings(browser: Browser, settings: object): Promise<void> {
  await workerOf(browser).evaluate(
    (chosen) => (globalThis as unknown as WithChrome).chrome.storage.local.set({ settings: chosen }),
    settings,
  )
}

/** As a minute later: what the person turned away from opens by itself again. */
export async function forgetPause(browser: Browser): Promise<void> {
  await workerOf(browser).evaluate(async () => {
    const { session } = (globalThis as unknown as WithChrome).chrome.storage
    await session.remove(Object.keys(await session.get()).filter((key) => /^(left|unasked):/.test(key)))
  })
}

/** Closes every camera window, as a person does who turns away, and a minute passes: the next one opens by itself again. */
export async function leaveWindows(browser: Browser): Promise<void> {
  for (const camera of cameraWindows(browser)) await camera.close()
  // When a sign-in waits behind the icon again, it is noted already that its window was left.
  await expect.poll(() => openIn(browser)).toEqual([])
  await forgetPause(browser)
}

/** The windows of sign-ins, as the worker has noted them. */
async function openIn(browser: Browser): Promise<number[]> {
  const { pending = [] } = (await storedIn(browser, 'session')) as { pending?: { windowId: number | null }[] }
  return pending.flatMap(({ windowId }) => windowId ?? [])
}

/** As if nobody had signed in within the last minute: so many windows as the tests of a file need open by themselves. */
export async function forgetUnasked({ context }: Pick<Browser, 'context'>): Promise<void> {
  await context
    .serviceWorkers()
    .at(-1)
    ?.evaluate(async () => {
      const { session } = (globalThis as unknown as WithChrome).chrome.storage
      await session.remove(Object.keys(await session.get()).filter((key) => key.startsWith('unasked:')))
    })
}

/** The extension's service worker, as long as it runs. */
export function workerOf({ context }: Browser) {
  const worker = context.serviceWorkers().at(-1)
  if (!worker) throw new Error('The service worker does not run')
  return worker
}

/** The camera windows that are open. */
export function cameraWindows({ context }: Browser) {
  return context.pages().filter((page) => page.url().includes('/camera.html'))
}
