import type { Row } from './row.ts'

export interface RehearsedRows<Result> {
  /** By the names of the rows that passed. */
  readonly results: ReadonlyMap<string, Result>
  /** One for each row that failed: its name, and what was wrong. */
  readonly failures: readonly string[]
}

/** Tries one row after the other, also those that follow one which fails. */
export async function rehearseRows<Result>(
  rows: readonly Row[],
  rehearse: (row: Row) => Promise<Result>,
): Promise<RehearsedRows<Result>> {
  const results = new Map<string, Result>()
  const failures: string[] = []
  for (const row of rows) {
    try {
      results.set(row.name, await rehearse(row))
    } catch (error) {
      failures.push(`${row.name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { results, failures }
}
