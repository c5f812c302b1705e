import process from 'node:process'

/** The variable that a run whose tests are meant to fail sets, as each failure costs it the whole wait. */
export const patienceVariable = 'TEST_PATIENCE'

/**
 * How long a test waits for what must come before it calls it missing, in milliseconds: 30,000, so that
 * a busy machine fails no test. What comes is noticed at once; only a failure takes that long.
 */
export const patience = Number(process.env[patienceVariable] ?? 30_000)
