import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { complaintAboutNode } from '../../server/cli/complaintAboutNode.ts'

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

test('all that is said of Node.js is said of the same one', async () => {
  const [readme, operate, dockerfile] = await Promise.all(
    ['README.md', 'docs/operate.md', 'deploy/Dockerfile'].map((file) => readFile(join(root, file), 'utf8')),
  )
  const [, forScripts = ''] = /some Node\.js \((\d+) or newer\)/.exec(readme ?? '') ?? []
  expect(packageJson.engines.node).toBe(`>=${forScripts}`)

  const forVerifiers = [...`${readme}${operate}`.matchAll(/Node\.js (\d+) or newer/g)].map(([, major]) => Number(major))
  expect(forVerifiers.length).toBeGreaterThan(1)
  for (const major of forVerifiers) {
    expect(complaintAboutNode(`v${major}.0.0`)).toBeNull()
    expect(complaintAboutNode(`v${major - 1}.9.9`)).toContain(`Node.js ${major} or newer`)
  }

  // What npm brings along, and what the containers run.
  const brought = Object.entries(packageJson.optionalDependencies).map(([, version]) => version.split('.')[0])
  const contained = [...(dockerfile ?? '').matchAll(/^FROM node:(\d+)-/gm)].map(([, major]) => major)
  expect(new Set([...brought, ...contained])).toEqual(new Set([process.versions.node.split('.')[0]]))
})
