import { once } from 'node:events'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBrowser } from './browser.ts'
import { buildAll } from './build.ts'
import { buildExtension } from './buildExtension.ts'
import { buildServer } from './buildServer.ts'
import { dist } from './dist.ts'
import type { Browser } from './openBrowser.ts'
import { openWorld, type World } from './openWorld.ts'
import { watchSources } from './watchSources.ts'

const help = `npm run dev [-- --headless] [-- --photographs]

Builds ZAuth, starts a verifier and an example website on this computer, and opens Chromium on the website with the extension
installed. Then, whenever something in the sources changes: builds what it is part of, loads the extension anew, restarts the
verifier over the same data, and loads the open pages again. Ends when the browser is closed, or with Ctrl-C.

  --photographs  a fake webcam that shows photographs, in place of the computer's own; nobody has to move
  --headless     the same, without a window
  --help         this text
`
const root = join(import.meta.dirname, '..')
const ports = { verifier: 4000, site: 4001 }
/** What each part is made of. */
const ofExtension = ['extension', 'shared', 'manifest.json']
const ofServer = ['server', 'shared']

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** `npm run dev` */
async function dev({ headless, photographs }: { headless: boolean; photographs: boolean }): Promise<void> {
  const executablePath = await ensureBrowser(say)
  await buildAll(say)
  const isFake = headless || photographs
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const world = await openWorld('ada', { ports, verifier: { liveness: isFake ? 'off' : 'always' } })
  try {
    const browser = await world.openBrowser({ executablePath, headless, fakeCamera: isFake })
    browser.context.once('close', () => stop.abort())
    const page = browser.context.pages()[0] ?? (await browser.context.newPage())
    await page.goto(world.site.url)
    const end = watchSources(root, [...new Set([...ofExtension, ...ofServer])], (changed) =>
      follow(world, browser, changed),
    )
    say(`\nThe website is at ${world.site.url}, the verifier at ${world.verifier.issuer}. Watching the sources.`)
    if (!stop.signal.aborted) await once(stop.signal, 'abort')
    end()
  } finally {
    await world.close()
  }
}

/** Builds anew what the changed sources are part of. A mistake in them is printed, and the next change tried again. */
async function follow(world: World, browser: Browser, changed: ReadonlySet<string>): Promise<void> {
  try {
    if (ofServer.some((name) => changed.has(name))) {
      await buildServer(join(dist, 'server'))
      await world.restartVerifier()
      say('The verifier runs anew.')
    }
    if (ofExtension.some((name) => changed.has(name))) {
      await buildExtension(join(dist, 'models'), dist)
      await cp(join(dist, 'chromium'), world.extensionDir, { recursive: true })
      await reloadExtension(browser)
      say('The extension is loaded anew.')
    }
    for (const page of browser.context.pages()) if (page.url().startsWith('http')) await page.reload()
  } catch (error) {
    say(`Not taken over: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** What is used here of what Chromium gives its own extensions page. */
interface WithChrome {
  chrome: { developerPrivate: { reload(extensionId: string, options: { failQuietly: boolean }): Promise<void> } }
}

async function reloadExtension({ context, extensionId }: Browser): Promise<void> {
  const settings = await context.newPage()
  await settings.goto('chrome://extensions', { waitUntil: 'commit' })
  await settings.evaluate(
    (id) => (globalThis as unknown as WithChrome).chrome.developerPrivate.reload(id, { failQuietly: false }),
    extensionId ?? '',
  )
  await settings.close()
}

try {
  const flag = { type: 'boolean', default: false } as const
  const { help: asked, ...wanted } = parseArgs({ options: { headless: flag, photographs: flag, help: flag } }).values
  if (asked) say(help)
  else await dev(wanted)
} catch (error) {
  process.stderr.write(`\nIt did not work: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
