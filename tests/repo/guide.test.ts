import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

test('the guide quotes what is on the screen, word by word', async () => {
  const guide = await readFile(join(root, 'docs', 'guide.md'), 'utf8')
  const sources = execFileSync('git', ['ls-files', 'extension/*words.ts', 'server/words', 'server/screens'], {
    cwd: root,
    encoding: 'utf8',
  })
  const files = sources.split('\n').filter((file) => file !== '' && existsSync(join(root, file)))
  const texts = (await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')))).join('\n')
  const quoted = [...guide.matchAll(/“([^”]+)”/g)]
    .map(([, words = '']) => words)
    .filter((words) => words !== 'quotation marks')
  expect(quoted.length).toBeGreaterThan(10)
  expect(quoted.filter((words) => !texts.includes(words))).toEqual([])
})
