import type { AppAnswer } from './application.ts'
import type { JsonValue } from './json-value.ts'
import { readJson } from './read-json.ts'

/** What an answer of the application makes of a message. */
export type Verdict = 'acknowledge' | 'drop' | 'retry'

const verdicts: Readonly<Record<string, Verdict>> = { SUCCESS: 'acknowledge', DROP: 'drop' }

/** The verdict on one message. Undefined as an answer: the connection failed. */
export function verdictOf(answer: AppAnswer | undefined): Verdict {
  const refused = refusal(answer)
  if (refused !== undefined) return refused
  const status = statusIn(valueIn(answer!.body))
  // What is no status acknowledges; what is one that daprd doesn't know does not.
  return status === undefined || status === '' ? 'acknowledge' : (verdicts[status] ?? 'retry')
}

/**
 * The verdicts on the entries of a bulk. An entry that the answer leaves out is to be tried again, as
 * all are after an answer that can't be read.
 */
export function bulkVerdicts(answer: AppAnswer | undefined): (entryId: string) => Verdict {
  const refused = refusal(answer)
  if (refused !== undefined) return () => refused
  const statuses = member(valueIn(answer!.body), 'statuses')
  const byEntry = new Map(
    (Array.isArray(statuses) ? statuses : []).map((entry) => [
      member(entry, 'entryid'),
      verdicts[statusIn(entry) ?? ''] ?? 'retry',
    ]),
  )
  return (entryId) => byEntry.get(entryId) ?? 'retry'
}

function refusal(answer: AppAnswer | undefined): Verdict | undefined {
  if (answer === undefined) return 'retry'
  if (answer.status >= 200 && answer.status <= 299) return undefined
  return answer.status === 404 ? 'drop' : 'retry'
}

function valueIn(body: string): JsonValue {
  try {
    return readJson(body)
  } catch {
    return null
  }
}

function statusIn(value: JsonValue): string | undefined {
  const status = member(value, 'status')
  return typeof status === 'string' ? status : undefined
}

/** A member in any case, as Go's decoder finds it. */
function member(value: JsonValue, name: string): JsonValue | undefined {
  if (!(value instanceof Map)) return undefined
  return [...value].findLast(([key]) => key.toLowerCase() === name)?.[1]
}
