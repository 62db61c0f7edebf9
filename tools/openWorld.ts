import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSite, type Site } from '../examples/site/site.ts'
import { dist } from './dist.ts'
import { freePort } from './freePort.ts'
import { openBrowser, type Browser, type BrowserOptions } from './openBrowser.ts'
import { startVerifier, type RunningVerifier, type VerifierOptions } from './startVerifier.ts'
import { createWebcam, type Subject, type Webcam } from './webcam/webcam.ts'

export interface WorldOptions {
  /** First ports to try; any free ones without them. */
  readonly ports?: { readonly verifier: number; readonly site: number }
  readonly verifier?: Pick<VerifierOptions, 'training' | 'extensionUrl' | 'limits' | 'liveness'>
  /** Starts further websites for the verifier that will be at that address. */
  readonly sites?: readonly ((issuer: string) => Promise<FurtherSite>)[]
  /** Is done while the verifier starts. */
  readonly meanwhile?: (world: Pick<World, 'openBrowser'>) => Promise<void>
}

/** A website beside the one that is always there. */
export interface FurtherSite {
  /** Its entry in the verifier's configuration; none when it has a verifier of its own. */
  readonly client: object | null
  close(): Promise<void>
}

/** A verifier, a website that uses it, and a fake webcam, all on this computer and in a folder of their own. */
export interface World {
  readonly verifier: RunningVerifier
  readonly site: Site
  readonly webcam: Webcam
  /** The unpacked extension that the browsers load. */
  readonly extensionDir: string
  /** Of the demonstration's users. */
  readonly password: string
  /** Opens a browser before the fake webcam. Its profile goes with the world: one closed and opened again is the same. */
  openBrowser(options: WorldBrowserOptions): Promise<Browser>
  /** Ends the verifier's process and starts another over the same data, with a policy of its own if one is given. */
  restartVerifier(policy?: Pick<VerifierOptions, 'liveness'>): Promise<void>
  /** Ends everything and removes the folder. */
  close(): Promise<void>
}

export interface WorldBrowserOptions extends Pick<
  BrowserOptions,
  'executablePath' | 'headless' | 'camera' | 'arguments' | 'other'
> {
  /** Default true. */
  readonly extension?: boolean
  /** Whether the extension may work with this verifier already; default true. */
  readonly granted?: boolean
  /** Path of another fake webcam than the world's. */
  readonly webcam?: string
  /** False for the computer's own camera; default true. */
  readonly fakeCamera?: boolean
}

const password = 'correct horse'

/** Starts a world. The browser's part is left to `openBrowser`. */
export async function openWorld(subject: Subject, options: WorldOptions = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'zauth-'))
  const closing: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true, maxRetries: 3 })]
  const close = async (): Promise<void> => {
    for (let end = closing.pop(); end; end = closing.pop()) await end()
  }
  try {
    const webcam = await createWebcam(join(dist, 'webcam'), join(folder, 'webcam.mjpeg'), subject)
    const verifierPort = await freePort(options.ports?.verifier)
    const credentials = { clientId: 'example-site', clientSecret: randomBytes(32).toString('base64url') }
    const issuer = `http://localhost:${verifierPort}`
    const sitePort = await freePort(options.ports?.site, [verifierPort])
    const site = await startSite({ issuer, ...credentials, port: sitePort, users: { ada: password, grace: password } })
    closing.push(() => site.close())
    const clients: object[] = []
    for (const start of options.sites ?? []) {
      const further = await start(issuer)
      closing.push(() => further.close())
      if (further.client !== null) clients.push(further.client)
    }
    const verifierOptions = {
      folder: join(folder, 'verifier'),
      port: verifierPort,
      site: { ...credentials, url: site.url },
      clients,
      ...options.verifier,
    }
    let verifier: RunningVerifier | undefined
    const starting = startVerifier(verifierOptions).then((started) => (verifier = started))
    // Awaited below; until then a failure is nobody's to handle.
    const started = starting.catch(() => undefined)
    closing.push(async () => {
      await started
      await verifier?.stop()
    })

    // Its own copy: Chromium reads an unpacked extension's files when it needs them, and a build may replace them meanwhile.
    const extensionDir = join(folder, 'extension')
    await cp(join(dist, 'chromium'), extensionDir, { recursive: true })
    const open = async (wanted: WorldBrowserOptions): Promise<Browser> => {
      const { extension = true, granted = true, fakeCamera = true, webcam: other, ...rest } = wanted
      const browser = await openBrowser({
        ...rest,
        extension: extension ? extensionDir : null,
        ...(fakeCamera ? { webcam: other ?? webcam.path } : {}),
        profile: join(folder, 'profile'),
      })
      closing.push(() => browser.close())
      if (granted && browser.extensionId !== null) await browser.grant(issuer)
      return browser
    }
    const [first] = await Promise.all([starting, options.meanwhile?.({ openBrowser: open })])
    return {
      get verifier() {
        return verifier ?? first
      },
      site,
      webcam,
      extensionDir,
      password,
      openBrowser: open,
      restartVerifier: async (policy = {}) => {
        await verifier?.stop()
        verifier = await startVerifier({ ...verifierOptions, ...policy })
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
