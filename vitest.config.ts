import { availableParallelism } from 'node:os'
import process from 'node:process'
import { defineConfig } from 'vitest/config'
import { tallyVariable } from './.ci/tally.ts'

// Tests run on the sources: no build is needed, and none can be stale.
const conditions = ['@integration-events/source']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['{packages,testing,examples}/*/test/**/*.test.ts'],
    globalSetup: ['testing/databases/src/postgres-server.ts'],
    reporters:
      process.env[tallyVariable] === undefined
        ? ['default']
        : ['default', './.ci/tally-reporter.ts'],
    // Half of the time tests wait, for a database or another process.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
