import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright'

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
  const named = process.env['ZAUTH_BROWSER']
  if (named) {
    if (await isExecutable(named)) return named
    throw new Error(`ZAUTH_BROWSER names ${named}, which is not an executable file`)
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const system = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  for (const path of [chromium.executablePath(), ...system, ...otherPlaces]) if (await isExecutable(path)) return path
  return null
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
    await tryTo(say, installWithApt)
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

async function installWithApt(): Promise<void> {
  const root = process.getuid?.() === 0
  const apt = async (...args: string[]): Promise<void> => {
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args]
    const [file = 'env', ...rest] = root ? command : ['sudo', '-n', ...command]
    await run(file, rest, { timeout: 300_000, maxBuffer: 64 * 1024 * 1024 })
  }
  await apt('update')
  await apt('install', '-y', '--no-install-recommends', 'chromium')
}

async function tryTo(say: (line: string) => void, action: () => Promise<void>): Promise<void> {
  try {
    await action()
  } catch (error) {
    const printed = error instanceof Error && 'stderr' in error ? String(error.stderr).split('\n') : []
    say(
      `That did not work: ${printed.find((line) => /error|fail|unable|not found/i.test(line))?.trim() ?? String(error)}`,
    )
  }
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
