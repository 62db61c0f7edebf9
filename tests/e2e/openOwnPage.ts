import type { Page } from 'playwright'
import type { Browser } from '../../tools/openBrowser.ts'

/** Opens one of the extension's own pages in a tab, by the name of its file. */
export async function openOwnPage({ context, extensionId }: Browser, name: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`chrome-extension://${extensionId ?? ''}/${name}`)
  return page
}
