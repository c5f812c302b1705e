import { availableParallelism } from 'node:os'
import process from 'node:process'
import { defineConfig } from 'vitest/config'
import { tallyVariable } from './.ci/tally.ts'
import { patience } from './testing/databases/src/patience.ts'

// Tests run on the sources: no build is needed, and none can be stale.
const conditions = ['@integration-events/source']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['{packages,testing,examples}/*/test/**/*.test.ts'],
    setupFiles: ['vitest.setup.ts'],
    globalSetup: ['testing/databases/src/postgres-server.ts'],
    reporters:
      process.env[tallyVariable] === undefined
        ? ['default']
        : ['default', './.ci/tally-reporter.ts'],
    // Half of the time tests wait, for a database or another process.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // What a test waits for says better what is missing than its own end does.
    testTimeout: 2 * patience,
    hookTimeout: 2 * patience,
  },
})
