import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildAll } from './build.ts'
import { ensureBrowser } from './browser.ts'
import { openWorld, type World } from './openWorld.ts'
import type { Step } from './createTeller.ts'
import { playMovements } from './movementStory.ts'
import { sentenceOf } from './onceMore.ts'
import { createPuppetCamera } from './puppet/createPuppetCamera.ts'
import { playStory, type StoryOptions } from './story.ts'

const help = `npm start [-- --headless]

Builds ZAuth, starts a verifier and an example website on this computer, and opens Chromium on the website with the
extension installed. Ends when the browser is closed, or with Ctrl-C.

  --headless  play the story without a window, with a fake webcam (this happens by itself where there is no display or no
              camera), and save a screenshot of each step in story/
  --help      this text
`
const storyFolder = join(import.meta.dirname, '..', 'story')
const ports = { verifier: 4000, site: 4001 }

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** `npm start` */
async function start(headless: boolean): Promise<void> {
  const executablePath = await ensureBrowser(say)
  await buildAll(say)
  const reason = headless ? 'as asked' : await whyNobodyCanSignIn()
  if (reason === null) await letPersonSignIn(executablePath)
  else {
    say(`\nPlaying the story with a fake webcam (${reason}).`)
    await play(executablePath)
  }
}

/** Why no person can use a window and a webcam here, or null when one can. */
async function whyNobodyCanSignIn(): Promise<string | null> {
  if (process.platform !== 'linux') return null
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no display'
  const devices = await readdir('/dev')
  return devices.some((name) => /^video\d+$/.test(name)) ? null : 'there is no camera'
}

async function letPersonSignIn(executablePath: string): Promise<void> {
  await inWorld('always', async (world) => {
    const browser = await world.openBrowser({ executablePath, headless: false, fakeCamera: false })
    const page = browser.context.pages()[0] ?? (await browser.context.newPage())
    await page.goto(world.site.url)
    say(`\nThe website is at ${world.site.url}, the verifier at ${world.verifier.issuer}.`)
    say('Sign in as ada with the password on the page, then with your face. Close the browser to end.')
    await new Promise((resolve) => browser.context.once('close', resolve))
  })
}

async function play(executablePath: string): Promise<void> {
  await rm(storyFolder, { recursive: true, force: true })
  await mkdir(storyFolder, { recursive: true })
  const telling: Pick<StoryOptions, 'tell' | 'shoot'> = {
    tell: (step) => say(lineOf(step)),
    shoot: async (name, page) => {
      await page.screenshot({ path: join(storyFolder, `${name}.png`) })
    },
  }
  // Photographs do not move; a head that is made of one does, before another camera.
  const played = await inWorld('off', async (world) => {
    const browser = await world.openBrowser({ executablePath, headless: true })
    await playStory({ world, browser, ...telling })
    await browser.close()
    say('  From now on the verifier asks for movements of the head.')
    await world.restartVerifier({ liveness: 'always' })
    const folder = await mkdtemp(join(tmpdir(), 'zauth-puppet-'))
    const puppet = await createPuppetCamera(join(folder, 'camera.y4m'), null)
    try {
      const again = await world.openBrowser({ executablePath, headless: true, webcam: puppet.path })
      const remark = (sentence: string): void => say(`  ${sentence}`)
      await playMovements({ world, browser: again, ...telling, remark }, puppet)
    } finally {
      await puppet.close()
      await rm(folder, { recursive: true })
    }
  })
  if (played) say('\nThe story went as it should. Its pictures are in story/.')
  // Half a story is no success; 130 is what shells give for Ctrl-C.
  else process.exitCode = 130
}

function lineOf({ what, milliseconds, bytes, timings }: Step): string {
  const crossed = bytes ? `, ${kilobytes(bytes.sent)} sent, ${kilobytes(bytes.received)} received` : ''
  const still = timings ? `, ${seconds(timings.total)} from the face held still to "yes"` : ''
  return `  ${what}: ${seconds(milliseconds)}${crossed}${still}`
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}

/**
 * Gives an action a world that ends with it, or with Ctrl-C.
 *
 * @returns false when it was stopped
 */
async function inWorld(liveness: 'off' | 'always', action: (world: World) => Promise<void>): Promise<boolean> {
  const stop = new AbortController()
  const stopped = once(stop.signal, 'abort')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  let world: World | undefined
  try {
    world = await openWorld('ada', { ports, verifier: { liveness } })
    await Promise.race([action(world), stopped])
  } catch (error) {
    // Ctrl-C reaches the verifier and the browser too, and whatever waits for them then fails.
    if (!stop.signal.aborted) {
      if (world) say(`\nThe verifier's log:\n${world.verifier.log.slice(-20).join('\n')}`)
      throw error
    }
  } finally {
    await world?.close()
  }
  if (stop.signal.aborted) say('Stopped.')
  return !stop.signal.aborted
}

function readArguments(): { headless: boolean; help: boolean } {
  const options = { headless: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } as const
  return parseArgs({ options }).values
}

try {
  const { headless: wanted, help: asked } = readArguments()
  if (asked) say(help)
  else await start(wanted)
} catch (error) {
  process.stderr.write(`\nIt did not work: ${sentenceOf(error)}\n`)
  process.exitCode = 1
}
