import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Those of `tests/e2e` in which no camera has to be looked through in time: two at once take no longer than one. */
const inPairs = [
  ...['backup', 'build', 'dev', 'everybody', 'hostile', 'lock', 'lostWebGpu', 'noCamera', 'package', 'ports'],
  ...['released', 'rightToLeft', 'screens', 'size', 'vault', 'verifiers'],
].map((name) => `tests/e2e/${name}.test.ts`)

const inBrowsers = {
  // A browser on a machine that does something else besides takes its time.
  testTimeout: 240_000,
  hookTimeout: 240_000,
  expect: { poll: { timeout: 30_000 } },
}

/** These run many in one process, which loads what they share, and makes the context of the encryption, once. */
const together = 'tests/{attack,match,store,scale}/**/*.test.ts'
/** But for those that set something in their process which would reach whatever comes after them: mocks, clocks, globals. */
const alone = globSync(together, { cwd: import.meta.dirname }).filter((file) =>
  /\bvi\.|globalThis\.\w+ = |process\.env\[.+\] = /.test(readFileSync(join(import.meta.dirname, file), 'utf8')),
)

const inNode = {
  globalSetup: ['tests/store/postgresSetup.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 10_000 } },
}

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'node-together', include: [together], exclude: alone, isolate: false, ...inNode } },
      {
        test: {
          name: 'node',
          include: [
            'tests/{unit,fuzz,recognition,server,interop,privacy,audit,admin,operate}/**/*.test.ts',
            'tests/{repo,faults,released}/**/*.test.ts',
            ...alone,
          ],
          // After those, so that none of their processes is ended in between.
          sequence: { groupOrder: 1 },
          ...inNode,
        },
      },
      { test: { name: 'e2e-pairs', include: inPairs, ...inBrowsers } },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: inPairs,
          fileParallelism: false,
          // One after the other: after those in pairs, where both are asked for.
          sequence: { groupOrder: 1 },
          // One process for all of them, which has loaded what they share.
          isolate: false,
          ...inBrowsers,
        },
      },
    ],
    maxWorkers: 2,
  },
})
