import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

describe('the two commands', () => {
  test('the README gives them, in one section', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8')
    const section = /^## Two commands\n([\s\S]*?)^## /m.exec(readme)?.[1] ?? ''
    expect(section).toMatch(/^npm ci && npm start$/m)
    expect(section).toMatch(/^npm ci && npm test$/m)
  })

  test('continuous integration runs what the README says', async () => {
    const run = await readFile(join(root, '.ci', 'run'), 'utf8')
    expect(run).toMatch(/^npm ci && npm test\b/m)
    expect(run).toMatch(/^npm start -- --headless$/m)
  })
})
