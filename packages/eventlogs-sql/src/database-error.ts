/**
 * The codes that an error and what caused it bear: an SQLSTATE or a driver's own. Clients wrap them
 * in different ways: as `code` (pg, better-sqlite3), in a `cause`, or in Prisma's `meta`.
 */
export function databaseErrorCodes(error: unknown): readonly string[] {
  const codes: string[] = []
  collect(error, codes, 0)
  return codes
}

/** Undefined table, schema, function. */
const missing = new Set(['42P01', '3F000', '42883'])

/** Whether a table, or a function beside it, that a statement of ours names does not exist. */
export function isMissingTable(error: unknown): boolean {
  if (databaseErrorCodes(error).some((code) => missing.has(code))) return true
  return error instanceof Error && /no such table/i.test(error.message)
}

const deepest = 6

function collect(value: unknown, codes: string[], depth: number): void {
  if (typeof value !== 'object' || value === null || depth === deepest) return
  const { code, originalCode, cause, meta, driverAdapterError } = value as Record<string, unknown>
  for (const found of [code, originalCode]) if (typeof found === 'string') codes.push(found)
  for (const inner of [cause, meta, driverAdapterError]) collect(inner, codes, depth + 1)
}
