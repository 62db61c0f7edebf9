import { unzipSync } from 'fflate'
import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import manifest from '../../manifest.json' with { type: 'json' }
import { targets, type Target } from '../../tools/buildExtension.ts'
import { dist } from '../../tools/dist.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')
const built = (browser: Target) => join(dist, browser)
const manifestOf = async (browser: Target) =>
  JSON.parse(await readFile(join(built(browser), 'manifest.json'), 'utf8')) as Record<string, unknown>

describe('the built extension', () => {
  test('asks both browsers for the same permissions, under the same policy', async () => {
    const [chromium, firefox] = await Promise.all([manifestOf('chromium'), manifestOf('firefox')])
    for (const key of ['permissions', 'optional_host_permissions', 'content_security_policy', 'version']) {
      expect(chromium[key]).toEqual(manifest[key as keyof typeof manifest])
      expect(firefox[key]).toEqual(chromium[key])
    }
  })

  test('gives each browser only what it knows', async () => {
    const [chromium, firefox] = await Promise.all([manifestOf('chromium'), manifestOf('firefox')])
    expect(chromium).toHaveProperty('key')
    expect(chromium).not.toHaveProperty('browser_specific_settings')
    expect(firefox).not.toHaveProperty('key')
    expect(firefox['background']).toEqual({ scripts: ['background.js'], type: 'module' })
  })

  test('holds every file that its manifest and pages name', async () => {
    const files = await readdir(built('chromium'), { recursive: true })
    const named = [
      ...JSON.stringify(await manifestOf('chromium')).matchAll(/"([\w/.]+\.(?:js|html|png))"/g),
      ...(await readFile(join(built('chromium'), 'camera.html'), 'utf8')).matchAll(/(?:src|href)="([^"]+)"/g),
      ...(await readFile(join(built('chromium'), 'popup.html'), 'utf8')).matchAll(/(?:src|href)="([^"]+)"/g),
    ].map(([, file = '']) => file)
    expect(named.length).toBeGreaterThan(8)
    expect(named.filter((file) => !files.includes(file))).toEqual([])
  })

  test('runs no code that it makes from text', async () => {
    const scripts = (await readdir(built('chromium'))).filter((file) => file.endsWith('.js'))
    expect(scripts.length).toBeGreaterThan(5)
    for (const script of scripts) {
      const text = await readFile(join(built('chromium'), script), 'utf8')
      expect(/\beval\(|\bnew Function\(/.test(text), script).toBe(false)
    }
  })
})

describe('the zips', () => {
  test.each(targets)('for %s holds the unpacked extension, file by file', async (target) => {
    const zipped = unzipSync(await readFile(join(dist, `${target}.zip`)))
    const files = (await readdir(built(target), { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
    expect(Object.keys(zipped)).toHaveLength(files.length)
    for (const [name, bytes] of Object.entries(zipped))
      expect((await readFile(join(built(target), name))).equals(bytes), name).toBe(true)
  })
})

const Finding = v.object({ code: v.string(), file: v.optional(v.string()) })
const Findings = v.object({ errors: v.array(Finding), warnings: v.array(Finding) })

/** Scripts that Preact is in, which can put HTML of a program's choice into a page. Nothing here asks it to: the next test. */
const drawn = ['camera.js', 'options.js', 'popup.js']

test('Mozilla’s linter finds no error in the extension for Firefox, and no warning that is not explained', async () => {
  // What `web-ext lint` runs. Its exit code is 1 when there are errors.
  const linter = fileURLToPath(import.meta.resolve('addons-linter/bin/addons-linter'))
  const { stdout } = await run(process.execPath, [linter, '--output', 'json', join(dist, 'firefox.zip')])
  const { errors, warnings } = v.parse(Findings, JSON.parse(stdout))
  expect(errors).toEqual([])
  const found = warnings.map(({ code, file = '' }) => `${code} ${file.replace(/^popup\.\w+\./, 'popup.')}`).toSorted()
  expect(found).toEqual(drawn.map((file) => `UNSAFE_VAR_ASSIGNMENT ${file}`))
})

test('no source of the extension writes HTML into a page', async () => {
  const folder = join(root, 'extension')
  const sources = (await readdir(folder, { recursive: true })).filter((file) => /\.tsx?$/.test(file))
  expect(sources.length).toBeGreaterThan(50)
  const writing = /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write|setHTMLUnsafe/
  const texts = await Promise.all(sources.map(async (file) => await readFile(join(folder, file), 'utf8')))
  expect(sources.filter((_, i) => writing.test(texts[i] ?? ''))).toEqual([])
})
