/** How a step of the run went: a step that is one check counts as one. */
export interface Tally {
  readonly passed: number
  readonly failed: readonly string[]
  readonly skipped: readonly string[]
}

/** The variable that names the file into which the test run's reporter writes its tally. */
export const tallyVariable = 'TEST_TALLY'
