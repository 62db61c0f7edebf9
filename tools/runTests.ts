import { relative } from 'node:path'
import * as v from 'valibot'
import { startVitest, type TestModule } from 'vitest/node'

/** More files than this do not fail by chance. */
const fewFiles = 4

/** An error that no test has caught, as vitest hands it on: with the path of the file that was running, where one was. */
const UnhandledError = v.fallback(
  v.object({ message: v.string(), stack: v.optional(v.string()), VITEST_TEST_PATH: v.optional(v.string()) }),
  { message: 'something was thrown that is no error' },
)
type UnhandledError = v.InferOutput<typeof UnhandledError>

/** What became of a file of tests. */
export interface TestFile {
  /** Its path below the root; of what is of no file, words. */
  readonly name: string
  readonly passed: number
  readonly skipped: number
  /** Each test that failed, and whatever went wrong before, after or beside them. */
  readonly errors: readonly string[]
}

interface Options {
  readonly root: string
  /** Of vitest's settings; with `*` for several. */
  readonly project: string
  readonly say: (line: string) => void
}

/**
 * Runs the tests of a project. Files in which something went wrong are run once more, from their beginning: real browsers on a machine
 * that does something else besides lose a moment now and then. What needed that is told, and what fails twice has failed.
 */
export async function runTests({ root, project, say }: Options): Promise<readonly TestFile[]> {
  const first = await runFiles(root, project, [])
  const failed = first.filter(({ errors }) => errors.length > 0)
  if (failed.length === 0 || failed.length > fewFiles || failed.some(({ name }) => name === noFile)) return first
  const names = failed.map(({ name }) => name)
  say(`\n— once more: ${names.join(', ')}`)
  const second = await runFiles(root, project, names)
  for (const { name, errors } of failed) for (const error of errors) say(`failed at first: ${name}: ${error}`)
  const again = new Set(second.map(({ name }) => name))
  return [...first.filter(({ name }) => !again.has(name)), ...second]
}

const noFile = 'outside of every file'

/** @param names those to run; none for all */
async function runFiles(root: string, project: string, names: readonly string[]): Promise<readonly TestFile[]> {
  const { state } = await startVitest('test', [...names], { root, project, run: true })
  const unhandled = v.parse(v.array(UnhandledError), state.getUnhandledErrors())
  const modules = state.getTestModules()
  const ofNone = unhandled.filter(({ VITEST_TEST_PATH: path }) => !modules.some(({ moduleId }) => moduleId === path))
  const errors = ofNone.map((error) => textOf([error]))
  if (modules.length === 0) errors.push(`there are no tests in ${project}`)
  const files = modules.map((module) => fileOf(root, module, unhandled))
  return errors.length === 0 ? files : [...files, { name: noFile, passed: 0, skipped: 0, errors }]
}

function fileOf(root: string, module: TestModule, unhandled: readonly UnhandledError[]): TestFile {
  const tests = [...module.children.allTests()].map((test) => ({ name: test.fullName, ...test.result() }))
  const stages = [module, ...module.children.allSuites()].map((stage) => stage.errors())
  const beside = unhandled.filter(({ VITEST_TEST_PATH: path }) => path === module.moduleId)
  const inState = (state: string) => tests.filter((test) => test.state === state)
  return {
    name: relative(root, module.moduleId),
    passed: inState('passed').length,
    skipped: inState('skipped').length,
    errors: [
      ...inState('failed').map(({ name, errors }) => `${name}: ${textOf(errors ?? [])}`),
      ...stages.filter(({ length }) => length > 0).map(textOf),
      ...beside.map((error) => `caught by no test: ${textOf([error])}`),
    ],
  }
}

/** Enough of errors to know them by. */
function textOf(errors: readonly { readonly message: string; readonly stack?: string | undefined }[]): string {
  return errors
    .map(({ message, stack }) => stack ?? message)
    .join('\n')
    .slice(0, 1500)
}
