import { defineConfig } from 'vitest/config'

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
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // A browser on a machine that does something else besides takes its time.
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
    maxWorkers: 2,
  },
})
