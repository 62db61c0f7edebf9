import { build } from 'esbuild'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { findBrowser } from '../../tools/browser.ts'
import { dist } from '../../tools/dist.ts'
import { openBrowser, type Browser } from '../../tools/openBrowser.ts'
import type { VaultPage } from './vaultPage.ts'

/** A browser with the extension and nothing else: no verifier, no camera. */
export interface VaultBrowser {
  /** The profile, where the browser keeps what it keeps. */
  readonly profile: string
  readonly page: Page
  readonly id: string
  /** Calls a function of `vaultPage.ts` in a page of the extension. */
  call<Name extends keyof VaultPage>(
    name: Name,
    ...given: Parameters<VaultPage[Name]>
  ): Promise<Awaited<ReturnType<VaultPage[Name]>>>
  /** The same; the code of the error that it fails with, or `fine`. */
  codeOf<Name extends keyof VaultPage>(name: Name, ...given: Parameters<VaultPage[Name]>): Promise<string>
  /** Ends the browser, as a person or as a crash does, and opens another with the same profile. */
  reopen(after: 'close' | 'crash'): Promise<void>
  /** Ends the browser and opens one with a profile of its own, where nothing was ever stored. */
  anew(): Promise<void>
  /** Ends the browser; its profiles stay. */
  close(): Promise<void>
  /** Ends it, and forgets its profiles. */
  forget(): Promise<void>
}

/** Opens it in a folder of its own. */
export async function openVaultBrowser(): Promise<VaultBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'zauth-vault-'))
  await cp(join(dist, 'chromium'), join(folder, 'extension'), { recursive: true })
  const script = await vaultScript()
  let profiles = 0
  const profileOf = (): string => join(folder, `profile ${profiles}`)
  const open = async (): Promise<{ browser: Browser; page: Page }> => {
    const executablePath = await findBrowser()
    if (executablePath === null) throw new Error('No Chromium was found; npm test installs one')
    const profile = profileOf()
    const browser = await openBrowser({ executablePath, headless: true, extension: join(folder, 'extension'), profile })
    const page = await browser.context.newPage()
    await page.goto(`chrome-extension://${browser.extensionId ?? ''}/options.html`)
    await page.evaluate(script)
    return { browser, page }
  }
  let opened = await open()
  const ask = async (name: string, given: readonly unknown[], catching: boolean): Promise<unknown> =>
    await opened.page.evaluate(
      async ([called, parts, wantsCode]) => {
        const { vault, codeOf } = globalThis as unknown as {
          vault: Record<string, (...parts: readonly unknown[]) => Promise<unknown>>
          codeOf: (work: Promise<unknown> | undefined) => Promise<string>
        }
        const work = vault[called]?.(...parts)
        return wantsCode ? await codeOf(work) : await work
      },
      [name, given, catching] as const,
    )
  return {
    get profile() {
      return profileOf()
    },
    get page() {
      return opened.page
    },
    get id() {
      return opened.browser.extensionId ?? ''
    },
    call: async (name, ...given) => (await ask(name, given, false)) as never,
    codeOf: async (name, ...given) => (await ask(name, given, true)) as string,
    reopen: async (after) => {
      await opened.browser[after]()
      opened = await open()
    },
    anew: async () => {
      await opened.browser.close()
      profiles++
      opened = await open()
    },
    close: () => opened.browser.close(),
    forget: async () => {
      await opened.browser.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

async function vaultScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'vaultPage.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome137',
  })
  return outputFiles[0]?.text ?? ''
}
