import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestFile } from '../../tools/runTests.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'zauth-runs-'))
})
afterEach(() => rm(root, { recursive: true }))

/** What is found when these files of tests are run, and what is said meanwhile. */
async function found(files: Readonly<Record<string, string>>) {
  await writeFile(join(root, 'vitest.config.js'), `export default { test: { name: 'all', globals: true } }`)
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, `${name}.test.js`), text)
  const code = `
    import { runTests } from ${JSON.stringify(join(import.meta.dirname, '../../tools/runTests.ts'))}
    const said = []
    const files = await runTests({ root: ${JSON.stringify(root)}, project: 'all', say: (line) => said.push(line) })
    console.log('\\n' + JSON.stringify({ files, said }))
    process.exitCode = 0
  `
  // A vitest of its own, which is not told that it runs within one.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  const running = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], { env, cwd: root })
  const { stdout } = await running
  const last = stdout.trimEnd().split('\n').at(-1) ?? ''
  return JSON.parse(last) as { readonly files: readonly TestFile[]; readonly said: readonly string[] }
}

test('counts what passes and what is skipped', async () => {
  const { files, said } = await found({
    fine: `test('one', () => {}); describe('some', () => test('two', () => {})); test.skip('three', () => {})`,
  })
  expect(files).toEqual([{ name: 'fine.test.js', passed: 2, skipped: 1, errors: [] }])
  expect(said).toEqual([])
})

test('gives a file a second chance, from its beginning, whatever went wrong in it, and says so', async () => {
  const once = `import { existsSync, writeFileSync } from 'node:fs'
    const mark = import.meta.filename + '.done'
    const isFirst = !existsSync(mark)
    writeFileSync(mark, '')`
  const { files, said } = await found({
    test: `${once}; test('one', () => { if (isFirst) throw new Error('a moment lost') })`,
    stage: `${once}; beforeAll(() => { if (isFirst) throw new Error('no stage') }); test('one', () => {})`,
    beside: `${once}; test('one', async () => {
      if (isFirst) void Promise.reject(new Error('nobody waited'))
      await new Promise((resolve) => setTimeout(resolve, 50))
    })`,
    fine: `test('one', () => {})`,
  })
  expect(files.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual(
    ['beside', 'fine', 'stage', 'test'].map((name) => ({ name: `${name}.test.js`, passed: 1, skipped: 0, errors: [] })),
  )
  expect(said[0]).toMatch(/once more: (?!.*fine)/)
  expect(said).toEqual([
    expect.any(String),
    ...['a moment lost', 'no stage', 'nobody waited'].map(
      () => expect.stringMatching(/^failed at first: \w+\.test\.js: /) as string,
    ),
  ])
  for (const message of ['a moment lost', 'no stage', 'nobody waited']) expect(said.join('\n')).toContain(message)
})

test('counts as failed what fails twice: a test, a stage, an error that no test has caught, a file that cannot be read', async () => {
  const { files } = await found({
    test: `test('one', () => { throw new Error('never') }); test('two', () => {})`,
    stage: `afterAll(() => { throw new Error('not cleared') }); test('one', () => {})`,
    beside: `test('one', async () => {
      void Promise.reject(new Error('nobody waited'))
      await new Promise((resolve) => setTimeout(resolve, 50))
    })`,
    unread: `import './nowhere.js'`,
  })
  const errors = Object.fromEntries(files.map((file) => [file.name, file.errors]))
  expect(errors).toEqual({
    'test.test.js': [expect.stringMatching(/^one: .*never/)],
    'stage.test.js': [expect.stringContaining('not cleared')],
    'beside.test.js': [expect.stringMatching(/^caught by no test: .*nobody waited/)],
    'unread.test.js': [expect.stringContaining('nowhere.js')],
  })
})

test('fails where there are no tests', async () => {
  const { files } = await found({})
  expect(files).toEqual([
    { name: expect.any(String) as string, passed: 0, skipped: 0, errors: [expect.stringContaining('no tests')] },
  ])
})
