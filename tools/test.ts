import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { ensureBrowser } from './browser.ts'
import { buildAll } from './build.ts'
import { ensureFirefox } from './firefox/ensureFirefox.ts'

/**
 * `npm test`: types, lint, format, nothing unused; then every test, the last in a real Chromium and a real Firefox. Ends with a line that says how
 * many passed and failed, and with an exit code that says the same.
 */
const root = join(import.meta.dirname, '..')
const results = join(root, 'test-results')

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** The part of vitest's JSON report that is counted. A file that does not load fails without a test. */
const Report = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
  testResults: v.array(v.object({ status: v.string(), assertionResults: v.array(v.unknown()) })),
})

interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** Each of these is counted as a test. */
const checks = ['check:types', 'check:lint', 'check:format', 'check:unused']

const counts: Count[] = []
await rm(results, { recursive: true, force: true })
for (const prepare of [ensureBrowser, ensureFirefox, buildAll])
  try {
    await prepare(say)
  } catch (error) {
    say(String(error))
    counts.push(count(1))
  }
for (const check of checks) {
  say(`\n— ${check}`)
  counts.push(count(await run('npm', ['run', '--silent', check])))
}
for (const project of ['node', 'e2e']) counts.push(await runVitest(project))

const sum = (key: keyof Count): number => counts.reduce((total, each) => total + each[key], 0)
const skipped = sum('skipped')
say(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = sum('failed') === 0 ? 0 : 1

async function runVitest(project: string): Promise<Count> {
  say(`\n— tests: ${project}`)
  const report = join(results, `${project}.json`)
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await run(process.execPath, [vitest, 'run', '--project', project, ...reporters])
  const counted = await readReport(report)
  // Whatever went wrong outside of the tests is a failure too.
  return code === 0 || counted.failed > 0 ? counted : { ...counted, failed: 1 }
}

async function readReport(path: string): Promise<Count> {
  try {
    const report = v.parse(Report, JSON.parse(await readFile(path, 'utf8')))
    const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken.length,
      skipped: report.numPendingTests + report.numTodoTests,
    }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

function count(code: number): Count {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

/** Runs a program with what it prints going where ours goes, and gives its exit code; 1 when a signal ended it. */
function run(file: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    // npm is a script that only a shell finds on Windows.
    const shell = process.platform === 'win32' && file === 'npm'
    spawn(file, args, { cwd: root, stdio: 'inherit', shell })
      .once('error', reject)
      .once('exit', (code) => resolve(code ?? 1))
  })
}
