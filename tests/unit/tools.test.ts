import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { findBrowser } from '../../tools/browser.ts'
import { freePort } from '../../tools/freePort.ts'
import { createWebcam, type Webcam } from '../../tools/webcam/webcam.ts'

describe('the fake webcam', () => {
  let folder: string
  let webcam: Webcam
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zauth-webcam-'))
    webcam = await createWebcam(
      join(import.meta.dirname, '..', '..', 'dist', 'webcam'),
      join(folder, 'camera'),
      'nobody',
    )
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('gives JPEGs as Chromium takes them: 640 × 480 and 4:2:0, or it would show plain green', async () => {
    const stream = await readFile(webcam.path)
    // An `.mjpeg` file begins with its first image; a decoder stops at that image's end.
    const { width, height, chromaSubsampling, format } = await sharp(stream).metadata()
    expect({ width, height, chromaSubsampling, format }).toEqual({
      width: 640,
      height: 480,
      chromaSubsampling: '4:2:0',
      format: 'jpeg',
    })
    expect(stream.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]))
  })

  test('shows somebody else when it is told to', async () => {
    const before = await readFile(webcam.path)
    await webcam.show('ada')
    expect(before.equals(await readFile(webcam.path))).toBe(false)
  })
})

describe('the search for a browser', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  test('takes what ZAUTH_BROWSER names', async () => {
    vi.stubEnv('ZAUTH_BROWSER', process.execPath)
    expect(await findBrowser()).toBe(process.execPath)
  })

  test('says so when ZAUTH_BROWSER names nothing that runs, and looks no further', async () => {
    vi.stubEnv('ZAUTH_BROWSER', join(tmpdir(), 'no-such-browser'))
    await expect(findBrowser()).rejects.toThrow('ZAUTH_BROWSER names')
  })

  // Chromium in one of these is found without PATH.
  const elsewhere = ['/Applications/Chromium.app', '/snap/bin/chromium'].some((path) => existsSync(path))
  test.skipIf(elsewhere)('says what to do where there is none, and nothing to install one with', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'zauth-empty-'))
    // Nobody listens where Playwright would download from. It reads its variables when it is loaded: hence a process.
    const none = { PATH: empty, PLAYWRIGHT_BROWSERS_PATH: empty, PLAYWRIGHT_DOWNLOAD_HOST: 'http://localhost:9' }
    const module = pathToFileURL(join(import.meta.dirname, '..', '..', 'tools', 'browser.ts')).href
    const script = `import { ensureBrowser } from '${module}'; await ensureBrowser((line) => console.log(line))`
    const env = { ...process.env, ...none, ZAUTH_BROWSER: '' }
    try {
      const ended = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { env, encoding: 'utf8' })
      expect(ended.stderr).toContain('Install Chromium, or set ZAUTH_BROWSER to its path.')
      const said = ended.stdout.split('\n').filter((line) => !line.startsWith('That did not work: '))
      const apt = process.platform === 'linux' ? ['Installing the package chromium with apt-get.'] : []
      expect(said).toEqual(['No Chromium was found: downloading one with Playwright.', ...apt, ''])
      expect(ended.stdout.match(/^That did not work: ./gm)).toHaveLength(1 + apt.length)
    } finally {
      await rm(empty, { recursive: true })
    }
  })
})

test('a port that is taken is passed over for the next', async () => {
  const taken = createServer()
  const port = await freePort()
  await new Promise<void>((resolve) => taken.listen(port, 'localhost', resolve))
  try {
    expect(await freePort(port)).toBeGreaterThan(port)
  } finally {
    taken.close()
  }
})
