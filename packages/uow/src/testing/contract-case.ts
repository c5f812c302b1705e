import assert from 'node:assert/strict'
import type { UnitOfWorkError } from '../errors/unit-of-work-error.ts'
import type { Transaction } from '../transaction.ts'
import type { UnitOfWorkCapabilities, UnitOfWorkFixture } from './harness.ts'

/** What the cases are given: a fixture, and the errors of its after hooks so far. */
export interface CaseContext extends UnitOfWorkFixture<unknown> {
  readonly hookErrors: { readonly error: unknown; readonly hook: string }[]
  readonly capabilities: Required<UnitOfWorkCapabilities>
  /** A second unit of work, over a database of its own. */
  another(): Promise<UnitOfWorkFixture<unknown>>
}

/** One case of the contract, as its file states it. */
export interface ContractCase {
  readonly name: string
  /** On which databases the case applies. Default: on all. */
  readonly applies?: (capabilities: Required<UnitOfWorkCapabilities>) => boolean
  readonly body: (context: CaseContext) => Promise<void>
}

interface ErrorClass {
  readonly name: string
  isInstance(error: unknown): error is UnitOfWorkError
}

/** Asserts that `work` rejects with an error of this class, and returns it. */
export async function rejectsWith(
  work: Promise<unknown>,
  expected: ErrorClass,
): Promise<UnitOfWorkError> {
  const error = await rejection(work)
  assert.ok(
    expected.isInstance(error),
    `expected ${expected.name}, but it rejected with ${String(error)}`,
  )
  return error
}

/** What `work` rejects with; an assertion fails if it doesn't. */
export async function rejection(work: Promise<unknown>): Promise<unknown> {
  let result: unknown
  try {
    result = await work
  } catch (error) {
    return error
  }
  assert.fail(`expected a rejection, but it resolved with ${String(result)}`)
}

/** Asserts that `work` throws an error of this class. */
export function throwsWith(work: () => unknown, expected: ErrorClass): void {
  assert.throws(work, (error) => expected.isInstance(error), `expected ${expected.name}`)
}

/** The ambient transaction, which the case knows to be there. */
export function currentOf({ unitOfWork }: UnitOfWorkFixture<unknown>): Transaction {
  const current = unitOfWork.current()
  assert.ok(current !== undefined, 'there must be an ambient transaction here')
  return current
}

/** Inserts a row through a transaction's `sql`. */
export function insertBySql(
  fixture: UnitOfWorkFixture<unknown>,
  transaction: Pick<Transaction, 'sql'>,
  name: string,
): Promise<number> {
  const { sql, parameters } = fixture.insertSql(name)
  return transaction.sql.execute(sql, parameters)
}

/** A promise that a case settles by hand, to force an order. */
export function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give: () => void = () => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give }
}
