import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright'
import { findExecutable } from './findExecutable.ts'
import { installPackage } from './installPackage.ts'
import { tryTo } from './tryTo.ts'

const run = promisify(execFile)

/** Chromium under the names that distributions give it. Branded Chrome is not among them: since 137 it does not load an
 * extension from a folder any more (chromium.org, RFC "Removing the --load-extension flag in branded Chrome builds"). */
const names = ['chromium', 'chromium-browser', 'ungoogled-chromium']
const otherPlaces = ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/snap/bin/chromium']

/**
 * The executable of a Chromium that can load the extension: the one that `ZAUTH_BROWSER` names, else Playwright's own,
 * else the system's.
 *
 * @returns null when there is none
 * @throws Error when `ZAUTH_BROWSER` names something that cannot be executed
 */
export async function findBrowser(): Promise<string | null> {
  return await findExecutable({
    variable: 'ZAUTH_BROWSER',
    first: [chromium.executablePath()],
    names,
    last: otherPlaces,
  })
}

/**
 * A Chromium, installed if need be: Playwright's download first, else the distribution's package when this process may
 * install packages.
 *
 * @param say is told what is done
 * @throws Error that says what to install
 */
export async function ensureBrowser(say: (line: string) => void): Promise<string> {
  const found = await findBrowser()
  if (found) return found
  say('No Chromium was found: downloading one with Playwright.')
  await tryTo(say, downloadWithPlaywright)
  const downloaded = await findBrowser()
  if (downloaded) return downloaded
  if (process.platform === 'linux') {
    say('Installing the package chromium with apt-get.')
    await tryTo(say, () => installPackage('chromium'))
    const installed = await findBrowser()
    if (installed) return installed
  }
  throw new Error(
    'No Chromium was found and none could be installed. Install Chromium, or set ZAUTH_BROWSER to its path.',
  )
}

async function downloadWithPlaywright(): Promise<void> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js')
  await run(process.execPath, [cli, 'install', 'chromium'], { timeout: 300_000 })
}
