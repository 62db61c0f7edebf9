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

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: [
            'tests/{unit,match,attack,fuzz,recognition,server,interop,repo}/**/*.test.ts',
            'tests/{store,scale,faults,privacy,audit,operate,admin,released}/**/*.test.ts',
          ],
          globalSetup: ['tests/store/postgresSetup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      { test: { name: 'e2e-pairs', include: inPairs, ...inBrowsers } },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: inPairs,
          fileParallelism: false,
          // One process for all of them, which has loaded what they share.
          isolate: false,
          ...inBrowsers,
        },
      },
    ],
    maxWorkers: 2,
  },
})
