import { execFileSync, execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')

/** Documents that are for whoever works in a folder, and lie there. */
const notOnTheSite = /^(tests|tools|examples|extension|server|shared)\//

describe('the documents as a website', () => {
  let site: string
  let pages: ReadonlyMap<string, string>

  beforeAll(async () => {
    // Beside the other results: the generator wants a folder inside of the project.
    await mkdir(join(root, 'test-results'), { recursive: true })
    site = await mkdtemp(join(root, 'test-results', 'site-'))
    const generator = createRequire(import.meta.url)
      .resolve('vitepress/package.json')
      .replace('package.json', 'bin/vitepress.js')
    // It ends with an error when a page links to one that is not there.
    await run(process.execPath, [generator, 'build', 'docs', '--outDir', site], { cwd: root })
    const files = (await readdir(site, { recursive: true })).filter((file) => file.endsWith('.html'))
    pages = new Map(
      await Promise.all(files.map(async (file) => [file, await readFile(join(site, file), 'utf8')] as const)),
    )
  }, 120_000)
  afterAll(() => rm(site, { recursive: true }))

  test('has a page for each, and leads to each from every page', () => {
    const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' })
      .split('\n')
      .filter((file) => file !== '' && existsSync(join(root, file)) && !notOnTheSite.test(file))
    const addresses = documents.map((file) => file.replace(/\.md$/, '').replace(/^README$/, 'index'))
    expect(addresses.filter((address) => !pages.has(`${address}.html`))).toEqual([])
    const start = pages.get('index.html') ?? ''
    const isLinked = (address: string) => start.includes(`href="/${address === 'index' ? '' : address}"`)
    expect(addresses.filter((address) => !isLinked(address))).toEqual([])
  })

  /** What the pages link to, on this website: the page that links, the file that it leads to, and the place within. */
  function links(): { from: string; to: string; place: string }[] {
    const found: { from: string; to: string; place: string }[] = []
    for (const [from, html] of pages)
      for (const [, target = ''] of html.matchAll(/<(?:a|link|img|script)\b[^>]*?\s(?:href|src)="([^"]+)"/g)) {
        const url = new URL(target, `site:///${from}`)
        if (url.protocol === 'site:')
          found.push({ from, to: decodeURIComponent(url.pathname), place: decodeURIComponent(url.hash.slice(1)) })
      }
    expect(found.length).toBeGreaterThan(1000)
    return found
  }
  const fileOf = (path: string): string | undefined =>
    [path, `${path}.html`, join(path, 'index.html')].find((each) => /\.\w+$/.test(each) && existsSync(join(site, each)))

  test('links to nothing that is not there', () => {
    const broken = links().filter(({ to }) => fileOf(to) === undefined)
    expect(broken.map(({ from, to }) => `${from}: ${to}`)).toEqual([])
  })

  test('links to places within pages that are there', () => {
    const isThere = (to: string, place: string) =>
      pages.get((fileOf(to) ?? '').slice(1))?.includes(`id="${place}"`) ?? false
    const broken = links().filter(({ to, place }) => place !== '' && !isThere(to, place))
    expect(broken.map(({ from, to, place }) => `${from}: ${to}#${place}`)).toEqual([])
  })

  test('loads nothing from anywhere else', () => {
    const loading = /<(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)="(?:https?:)?\/\/[^"]*"/g
    expect([...pages].flatMap(([file, html]) => [...html.matchAll(loading)].map(([tag]) => `${file}: ${tag}`))).toEqual(
      [],
    )
  })

  test('is searched without a server', async () => {
    const scripts = (await readdir(join(site, 'assets'), { recursive: true })).filter((file) =>
      /localSearchIndex.*\.js$/.test(file),
    )
    const index = (await Promise.all(scripts.map((file) => readFile(join(site, 'assets', file), 'utf8')))).join('')
    for (const word of ['wrap attack', 'failure to enrol', 'redirect'])
      expect(index.toLowerCase()).toContain(word.split(' ')[0])
  })
})
