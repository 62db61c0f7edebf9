import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join, normalize } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkConfig } from '../../server/config/config.ts'
import { settingsText } from '../../server/cli/init/settingsText.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')

/** For who has the sources. */
const ofSources =
  /^(ARCHITECTURE|CONTRIBUTING)\.md$|^(examples|extension|models|server|shared|tests|tools)\/|^package-lock\.json$/

describe('the package', () => {
  let files: ReadonlySet<string>
  beforeAll(async () => {
    const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root })
    const packages = Object.values(JSON.parse(stdout) as Record<string, { files: { path: string }[] }>)
    files = new Set(packages.flatMap(({ files: packed }) => packed.map(({ path }) => path)))
  })

  const isThere = (path: string): boolean =>
    files.has(path) || [...files].some((file) => file.startsWith(`${path.replace(/\/$/, '')}/`))

  test('brings along the documents and files that those which it brings link to, but for pictures of screens', async () => {
    const documents = [...files].filter((file) => file.endsWith('.md') && !file.startsWith('dist/'))
    expect(documents).toEqual(
      expect.arrayContaining(['README.md', 'SECURITY.md', 'docs/operate.md', 'docs/settings.md']),
    )
    const missing: string[] = []
    for (const file of documents) {
      for (const [, target = ''] of (await readFile(join(root, file), 'utf8')).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
        const path = normalize(join(file, '..', target))
        if (/^[a-z]+:/.test(target) || path.endsWith('.png') || ofSources.test(path)) continue
        if (!isThere(path)) missing.push(`${file}: ${target}`)
      }
    }
    expect(missing).toEqual([])
  })

  test('has the document that the settings name', () => {
    const text = settingsText(checkConfig({ issuer: 'https://a.example', data: '.' }))
    const named = [...text.matchAll(/[\w./]+\.md/g)].map(([file]) => file)
    expect(named).toContain('docs/settings.md')
    expect(named.filter((file) => !isThere(file))).toEqual([])
  })
})
