/** The code of a driver's error: an SQLSTATE, or one like `SQLITE_BUSY` or `ECONNRESET`. */
export function codeOf(error: unknown): string | undefined {
  return text(error, 'code')
}

/** Whether an error has a code, or was caused by one that has it: a hook may wrap what it met. */
export function comesFromCode(error: unknown, code: string): boolean {
  if (codeOf(error) === code) return true
  return error instanceof Error && error.cause !== undefined && comesFromCode(error.cause, code)
}

/** The severity, which only an error that a PostgreSQL server reported has: `ERROR`, `FATAL` … */
export function severityOf(error: unknown): string | undefined {
  return text(error, 'severity')
}

function text(error: unknown, property: string): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const value = (error as Record<string, unknown>)[property]
  return typeof value === 'string' ? value : undefined
}
