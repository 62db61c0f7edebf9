import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { fuzz } from './fuzz.ts'

/**
 * `npm run fuzz -- --runs 100000`: the long run, then a tenth as many requests to the endpoints. `--seed` repeats one, `--from N --runs 1`
 * repeats the run that failed.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    from: { type: 'string', default: '0' },
  },
})
const task = { runs: Number(values.runs), seed: Number(values.seed), from: Number(values.from) }
const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MB`
const say = (line: string) => void process.stdout.write(`${line}\n`)

say(`${task.runs} runs, seed ${task.seed}`)
const begun = performance.now()
let shown = 0
const report = await fuzz(task, ({ done, memory }) => {
  if (done - shown < 5000) return
  shown = done
  say(`${done} done; WebAssembly ${megabytes(memory.wasm)}, process ${megabytes(memory.rss)}`)
})
for (const [outcome, count] of Object.entries(report.outcomes).sort()) say(`${outcome.padEnd(48)} ${count}`)
const { early, late } = report
say(`WebAssembly ${megabytes(early.wasm)} after a tenth, ${megabytes(late.wasm)} at the end`)
say(`process ${megabytes(early.rss)} after a tenth, ${megabytes(late.rss)} at the end`)
say(`${report.done} runs in ${((performance.now() - begun) / 1000).toFixed(0)} s, none without a code`)
if (late.wasm > early.wasm) {
  say('SEAL’s memory grew')
  process.exitCode = 1
}

const requests = Math.round(task.runs / 10)
say(`${requests} requests to the endpoints`)
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
const env = { ...process.env, ZAUTH_FUZZ_RUNS: String(requests), ZAUTH_FUZZ_SEED: String(task.seed) }
const child = spawn(process.execPath, [vitest, 'run', '--project', 'node', 'tests/fuzz/endpoints.test.ts'], {
  env,
  stdio: 'inherit',
})
const [code] = (await once(child, 'exit')) as [number | null]
if (code !== 0) process.exitCode = 1
