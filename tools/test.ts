import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { auditDependencies } from './auditDependencies.ts'
import { ensureBrowser } from './browser.ts'
import { buildAll } from './build.ts'
import { ensureFirefox } from './firefox/ensureFirefox.ts'
import { runTests, type TestFile } from './runTests.ts'

/**
 * `npm test`: types, lint, format, nothing unused, no dependency that is known to be dangerous; then every test, the last in a real Chromium and a real Firefox. Ends with a line that says how
 * many passed and failed, and with an exit code that says the same.
 */
const root = join(import.meta.dirname, '..')
const results = join(root, 'test-results')

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

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

/** Runs the tests of a project, counts, and remembers what is to be said at the end. */
async function runVitest(project: string): Promise<Count> {
  say(`\n— tests: ${project}`)
  const files = await runTests({ root, project, say })
  for (const { name, errors } of files) for (const error of errors) failures.push(`${name}: ${error}`)
  const sumOf = (numberOf: (file: TestFile) => number): number =>
    files.reduce((total, file) => total + numberOf(file), 0)
  return {
    passed: sumOf(({ passed }) => passed),
    failed: sumOf(({ errors }) => errors.length),
    skipped: sumOf(({ skipped }) => skipped),
  }
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
