import type { NamedTest } from './mutant.ts'

/** Asks a lane to run the named tests of one file. */
export interface RunTests {
  readonly tests: readonly NamedTest[]
  /** Files that changed since the last run, from the root. */
  readonly changed: readonly string[]
}

export interface TestOutcome {
  /** `suite > test` */
  readonly name: string
  readonly state: 'passed' | 'failed' | 'skipped' | 'pending'
  readonly errors: readonly TestError[]
}

export interface TestError {
  readonly name: string
  readonly message: string
}

/** What a lane answers. */
export interface TestsRan {
  readonly outcomes: readonly TestOutcome[]
  /** What kept a test file from being collected, or broke a suite's own hooks. */
  readonly collectErrors: readonly string[]
}
