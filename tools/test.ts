import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import * as v from 'valibot'
import { auditDependencies } from './auditDependencies.ts'
import { ensureBrowser } from './browser.ts'
import { buildAll } from './build.ts'
import { ensureFirefox } from './firefox/ensureFirefox.ts'

/**
 * `npm test`: types, lint, format, nothing unused, no dependency that is known to be dangerous; then every test, the last in a real Chromium and a real Firefox. Ends with a line that says how
 * many passed and failed, and with an exit code that says the same.
 */
const root = join(import.meta.dirname, '..')
const results = join(root, 'test-results')
/** More files than this do not fail by chance. */
const fewFiles = 4

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** The part of vitest's JSON report that is counted. A file that does not load, or whose stage cannot be set, fails without a test. */
const Report = v.object({
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      message: v.optional(v.string(), ''),
      assertionResults: v.array(
        v.object({ status: v.string(), fullName: v.string(), failureMessages: v.optional(v.array(v.string()), []) }),
      ),
    }),
  ),
})
type FileResult = v.InferOutput<typeof Report>['testResults'][number]

interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** What failed, and how, told once more at the end: it is far up by then. */
const failures: string[] = []

/** Each of these is counted as a test. Linting takes about as long as the others together, and is done beside them. */
const lint = 'check:lint'
const checks = ['check:types', 'check:format', 'check:unused']

const counts: Count[] = []
await rm(results, { recursive: true, force: true })
for (const prepare of [ensureBrowser, ensureFirefox, buildAll])
  try {
    await prepare(say)
  } catch (error) {
    say(String(error))
    failures.push(`${prepare.name}: ${String(error)}`)
    counts.push(count(1))
  }
const linting = hear(lint)
for (const check of checks) counts.push(tell(check, await hear(check)))
say('\n— dependencies')
for (const { isFine, sentence } of await auditDependencies()) {
  say(sentence)
  if (isFine === false) failures.push(sentence)
  // What the registry cannot say is neither.
  if (isFine !== null) counts.push(count(isFine ? 0 : 1))
}
counts.push(tell(lint, await linting))
for (const project of ['node*', 'e2e-pairs', 'e2e']) counts.push(await runVitest(project))

const sum = (key: keyof Count): number => counts.reduce((total, each) => total + each[key], 0)
const skipped = sum('skipped')
if (failures.length > 0) say(`\n— failed\n${failures.join('\n')}`)
say(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = sum('failed') === 0 ? 0 : 1

/**
 * Runs the tests of a project. Files in which one failed are run once more, from their beginning: real browsers on a machine that does
 * something else besides lose a moment now and then. What needed that is told, and what fails twice has failed.
 */
async function runVitest(project: string): Promise<Count> {
  say(`\n— tests: ${project}`)
  const first = await runFiles(project, [])
  const failed = first.files.filter(({ status }) => status === 'failed')
  if (failed.length === 0 || failed.length > fewFiles) return conclude(project, first)
  say(`\n— once more: ${failed.map(({ name }) => relative(root, name)).join(', ')}`)
  const second = await runFiles(
    project,
    failed.map(({ name }) => name),
  )
  const again = new Map(second.files.map((file) => [file.name, file]))
  for (const test of failed.flatMap(({ assertionResults }) => assertionResults))
    if (test.status === 'failed') say(`failed at first: ${test.fullName}`)
  return conclude(project, { code: second.code, files: first.files.map((file) => again.get(file.name) ?? file) })
}

interface Outcome {
  readonly code: number
  readonly files: readonly FileResult[]
}

/** @param files those to run; none for all */
async function runFiles(project: string, files: readonly string[]): Promise<Outcome> {
  const report = join(results, `${project.replace('*', '')}.json`)
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  await rm(report, { force: true })
  const code = await run(process.execPath, [vitest, 'run', '--project', project, ...reporters, ...files])
  try {
    return { code, files: v.parse(Report, JSON.parse(await readFile(report, 'utf8'))).testResults }
  } catch {
    return { code: 1, files: [] }
  }
}

/** Counts the tests of a project, and remembers what is to be said of those that failed. */
function conclude(project: string, { code, files }: Outcome): Count {
  const tests = files.flatMap(({ assertionResults }) => assertionResults)
  const number = (...states: readonly string[]) => tests.filter(({ status }) => states.includes(status)).length
  // What went wrong before a file's first test, or after its last.
  const isFailed = ({ status }: { status: string }): boolean => status === 'failed'
  const broken = files.filter((file) => isFailed(file) && !file.assertionResults.some(isFailed))
  for (const { name, message } of broken) failures.push(`${relative(root, name)}: ${beginningOf(message)}`)
  for (const { name, assertionResults } of files)
    for (const test of assertionResults.filter(isFailed))
      failures.push(`${relative(root, name)}: ${test.fullName}: ${beginningOf(test.failureMessages.join('\n'))}`)
  const failed = number('failed') + broken.length
  // Whatever went wrong outside of the tests is a failure too.
  const isBrokenOutside = code !== 0 && failed === 0
  if (isBrokenOutside)
    failures.push(
      `${project}: an error outside of the tests, told under “Unhandled Errors” (exit code ${String(code)})`,
    )
  return {
    passed: number('passed'),
    failed: isBrokenOutside ? 1 : failed,
    skipped: number('pending', 'skipped', 'todo'),
  }
}

/** Enough of an error to know it by. */
function beginningOf(message: string): string {
  return message.slice(0, 1500)
}

function count(code: number): Count {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

interface Heard {
  readonly code: number
  readonly text: string
}

/** Runs one of package.json's scripts, and keeps what it prints, so that two at once do not talk into each other. */
async function hear(script: string): Promise<Heard> {
  const parts: Buffer[] = []
  const code = await run('npm', ['run', '--silent', script], (part) => parts.push(part))
  return { code, text: Buffer.concat(parts).toString() }
}

function tell(script: string, { code, text }: Heard): Count {
  say(`\n— ${script}`)
  process.stdout.write(text)
  if (code !== 0) failures.push(`${script}: exit code ${String(code)}`)
  return count(code)
}

/**
 * Runs a program and gives its exit code; 1 when a signal ended it.
 * @param keep takes what it prints, which otherwise goes where ours goes
 */
function run(file: string, args: readonly string[], keep?: (part: Buffer) => unknown): Promise<number> {
  return new Promise((resolve, reject) => {
    // npm is a script that only a shell finds on Windows.
    const shell = process.platform === 'win32' && file === 'npm'
    const child = spawn(file, args, { cwd: root, stdio: keep ? ['inherit', 'pipe', 'pipe'] : 'inherit', shell })
    if (keep) for (const stream of [child.stdout, child.stderr]) stream?.on('data', keep)
    child.once('error', reject).once('close', (code) => {
      resolve(code ?? 1)
    })
  })
}
