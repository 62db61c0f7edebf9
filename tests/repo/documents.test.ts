import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { figures } from '../../tools/figures.ts'

const root = join(import.meta.dirname, '..', '..')
const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)))
const documents = files.filter((file) => file.endsWith('.md'))

describe('the documents', () => {
  test('say why each dependency is here', async () => {
    const architecture = await readFile(join(root, 'ARCHITECTURE.md'), 'utf8')
    const named = new Set([...architecture.matchAll(/`([^`\n]+)`/g)].map(([, name]) => name))
    const isExplained = (name: string): boolean =>
      named.has(name) || (name.startsWith('@types/') && named.has('@types/*'))
    const all = Object.keys({ ...packageJson.dependencies, ...packageJson.devDependencies })
    expect(all.filter((name) => !isExplained(name))).toEqual([])
  })

  test('link only to files that are there', async () => {
    const broken: string[] = []
    for (const file of documents) {
      const text = await readFile(join(root, file), 'utf8')
      for (const [, target = ''] of text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g))
        if (!/^[a-z]+:/.test(target) && !existsSync(join(root, file, '..', target))) broken.push(`${file}: ${target}`)
    }
    expect(broken).toEqual([])
  })

  test('hold figures only where a benchmark wrote them', async () => {
    for (const file of documents) {
      const text = await readFile(join(root, file), 'utf8')
      for (const [block, name = ''] of text.matchAll(/<!-- bench:(\w+) -->[\s\S]*?<!-- \/bench -->/g)) {
        expect(Object.keys(figures), file).toContain(name)
        expect(block, file).toMatch(/^Measured by `npm run bench/m)
      }
    }
  })
})

describe('the files', () => {
  test('name no folder of the computer that they were written on', async () => {
    const folders = [root, homedir()].filter((folder) => folder.split('/').length > 2)
    const naming: string[] = []
    for (const file of files) {
      const text = await readFile(join(root, file), 'latin1')
      if (folders.some((folder) => text.includes(folder))) naming.push(file)
    }
    expect(naming).toEqual([])
  })

  test('include no results of a build or a measurement', () => {
    expect(files.filter((file) => /^(dist|story|bench-results|test-results|node_modules)\//.test(file))).toEqual([])
  })
})
