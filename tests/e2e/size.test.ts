import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dist } from '../../tools/dist.ts'

const megabyte = 1e6
const kilobyte = 1000

describe.each(['chromium', 'firefox'])('the extension for %s', (browser) => {
  const folder = join(dist, browser)

  test('takes at most 12 MB, unpacked', async () => {
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile())
    const sizes = await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size))
    const total = sizes.reduce((sum, size) => sum + size, 0)
    expect(total).toBeLessThanOrEqual(12 * megabyte)
    // What people load is packed.
    expect((await stat(`${folder}.zip`)).size).toBeLessThan(total)
  })

  test('has a popup whose script, with everything that it loads to be seen, takes at most 60 kB', async () => {
    const scripts = await loadedBy(folder, 'popup.js')
    const sizes = await Promise.all(scripts.map(async (script) => (await stat(join(folder, script))).size))
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(60 * kilobyte)
  })

  test('asks every page that it may see for at most 15 kB', async () => {
    expect((await stat(join(folder, 'content.js'))).size).toBeLessThanOrEqual(15 * kilobyte)
  })

  test('names its networks in the face worker alone, which only the camera window and the options start', async () => {
    const scripts = (await readdir(folder)).filter((file) => file.endsWith('.js'))
    const naming = async (what: RegExp): Promise<string[]> => {
      const texts = await Promise.all(scripts.map((script) => readFile(join(folder, script), 'utf8')))
      return scripts.filter((_, i) => what.test(texts[i] ?? ''))
    }
    expect(await naming(/models\//)).toEqual(['face.worker.js'])
    const starting = new Set(await naming(/face\.worker\.js/))
    for (const entry of ['popup.js', 'background.js', 'content.js'])
      expect((await loadedBy(folder, entry)).filter((script) => starting.has(script))).toEqual([])
    expect((await loadedBy(folder, 'camera.js')).some((script) => starting.has(script))).toBe(true)
  })
})

describe('the verifier', () => {
  const folder = join(dist, 'server')

  test('takes at most 1 MB, without what maps it to its sources', async () => {
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile())
    const scripts = files.filter(({ name }) => !name.endsWith('.map'))
    const sizes = await Promise.all(scripts.map(async (file) => (await stat(join(file.parentPath, file.name))).size))
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(megabyte)
  })

  test.each([
    ['page.js', 'its pages load', 22],
    ['verify.js', 'websites load', 13],
  ])('has in %s, which %s, at most %i kB', async (name, _, most) => {
    expect((await stat(join(folder, 'page', name))).size).toBeLessThanOrEqual(most * kilobyte)
  })
})

/** A script and those that it imports at once; what it may load later is not among them. */
async function loadedBy(folder: string, entry: string): Promise<string[]> {
  const found = new Set<string>()
  const visit = async (script: string): Promise<void> => {
    if (found.has(script)) return
    found.add(script)
    const text = await readFile(join(folder, script), 'utf8')
    for (const [, , imported = ''] of text.matchAll(/\b(import|from)\s*"\.\/([\w.-]+\.js)"/g)) await visit(imported)
  }
  await visit(entry)
  return [...found]
}
