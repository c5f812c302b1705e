import { defineConfig } from 'vitest/config'
import base from './vitest.config.ts'

/** The suites that a sidecar and its double both pass, for both. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['{packages,testing,examples}/*/test/**/daprd-*.test.ts'],
    env: { TEST_DAPRD: 'true' },
  },
})
