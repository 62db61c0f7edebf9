import type { Browser } from '../../tools/openBrowser.ts'
import { leaveWindows } from './worker.ts'

/** Leaves what a test that failed has left open, and signs out everywhere, so that the next one does not fail with it. */
export async function startAfresh(browser: Browser): Promise<void> {
  if (browser.extensionId !== null) await leaveWindows(browser)
  await browser.context.clearCookies()
  const [page] = browser.context.pages()
  await page?.goto('about:blank')
  await page?.bringToFront()
}
