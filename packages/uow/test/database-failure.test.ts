import { CommitOutcomeUnknownError, databaseFailure, DatabaseBusyError } from 'uow'
import { describe, expect, it } from 'vitest'

const error = (fields: object = {}, message = 'it failed'): Error =>
  Object.assign(new Error(message), fields)

describe("a driver's error", () => {
  it.each([
    ['40001', 'conflict', true],
    ['40P01', 'conflict', true],
    ['55P03', 'busy', true],
    ['53300', 'busy', true],
    ['SQLITE_BUSY', 'busy', true],
    ['SQLITE_BUSY_SNAPSHOT', 'busy', true],
    ['SQLITE_LOCKED', 'busy', true],
    ['57P01', 'connection', true],
    ['08006', 'connection', true],
    ['ECONNRESET', 'connection', true],
    ['ECONNREFUSED', 'connection', true],
    ['23505', 'constraint', false],
    ['SQLITE_CONSTRAINT_UNIQUE', 'constraint', false],
    ['25P02', 'aborted', false],
    ['57014', 'timeout', false],
    ['42P01', 'missing', false],
    ['40003', 'unknown', false],
    ['42601', 'other', false],
  ] as const)('with the code %s is %s', (code, kind, retryable) => {
    expect(databaseFailure(error({ code }))).toMatchObject({ kind, retryable, code })
  })

  it('is looked for in what wraps it', () => {
    const wrapped = error({ cause: error({ cause: error({ code: '40001', severity: 'ERROR' }) }) })
    expect(databaseFailure(wrapped)).toEqual({
      kind: 'conflict',
      retryable: true,
      code: '40001',
      reported: true,
      severity: 'ERROR',
    })
  })

  it.each([
    ['no such table: orders', 'missing'],
    ['Connection terminated unexpectedly', 'connection'],
    ['Client has encountered a connection error and is not queryable', 'connection'],
    ['timeout exceeded when trying to connect', 'busy'],
    ['Query read timeout', 'timeout'],
    ['something else', 'other'],
  ])('without a code is told by its message: %s', (message, kind) => {
    expect(databaseFailure(error({}, message)).kind).toBe(kind)
  })
})

describe("a client's error", () => {
  const adapterError = (cause: object): object => ({ name: 'DriverAdapterError', cause })

  it("is what the database said, and not what the client's own code says", () => {
    const busy = adapterError({ kind: 'SocketTimeout', originalCode: 'SQLITE_BUSY' })
    const wrapped = error({ code: 'P1008', meta: { driverAdapterError: busy } })
    expect(databaseFailure(wrapped)).toMatchObject({ kind: 'busy', code: 'SQLITE_BUSY' })
    const network = adapterError({ kind: 'SocketTimeout' })
    const lost = error({ code: 'P1008', meta: { driverAdapterError: network } })
    expect(databaseFailure(lost)).toMatchObject({ kind: 'connection', code: 'P1008' })
  })

  it('may be the bare error of an adapter', () => {
    const bare = error({ cause: { kind: 'TransactionWriteConflict', originalCode: '40001' } })
    expect(databaseFailure(bare)).toMatchObject({ kind: 'conflict', code: '40001', reported: true })
    const unmapped = error({ cause: { kind: 'postgres', code: '25P02', severity: 'ERROR' } })
    expect(databaseFailure(unmapped)).toMatchObject({ kind: 'aborted', code: '25P02' })
  })

  it.each([
    ['Unable to start a transaction in the given time.', 'busy', true],
    ['A query cannot be executed on an expired transaction.', 'timeout', false],
    ['Transaction not found.', 'other', false],
  ])('P2028 says by its message that: %s', (message, kind, retryable) => {
    expect(databaseFailure(error({ code: 'P2028' }, message))).toMatchObject({ kind, retryable })
  })
})

describe("a unit of work's error", () => {
  it('is never retryable when the outcome of the commit is unknown, whatever caused it', () => {
    const unknown = new CommitOutcomeUnknownError({
      provider: 'test',
      cause: error({ code: 'ECONNRESET' }),
    })
    expect(databaseFailure(unknown)).toMatchObject({ kind: 'unknown', retryable: false })
  })

  it('is what its cause is', () => {
    const cause = error({ code: 'SQLITE_BUSY' })
    const busy = new DatabaseBusyError({ provider: 'test', during: 'begin', cause })
    expect(databaseFailure(busy)).toMatchObject({ kind: 'busy', retryable: true })
  })

  it('without a cause is told by its own code', () => {
    const busy = new DatabaseBusyError({ provider: 'test', during: 'begin' })
    expect(databaseFailure(busy)).toMatchObject({ kind: 'busy', code: 'UOW_DATABASE_BUSY' })
  })
})

describe('what is no error', () => {
  it.each([undefined, null, 'lost', 42, {}])('%s is other', (thrown) => {
    expect(databaseFailure(thrown)).toMatchObject({ kind: 'other', retryable: false })
  })

  it('may be caused by itself', () => {
    const circle = error()
    circle.cause = circle
    expect(databaseFailure(circle).kind).toBe('other')
  })
})
