import { commitFailure as failureOf, CommitOutcomeUnknownError, DatabaseBusyError } from 'uow'
import { describe, expect, it } from 'vitest'

const commitFailure = (dialect: 'postgres' | 'sqlite', error: unknown): unknown =>
  failureOf(error, { dialect, provider: 'test' })

const failure = (fields: object): Error => Object.assign(new Error('the commit failed'), fields)

describe('a failed COMMIT of PostgreSQL', () => {
  it.each([
    { code: '40001', severity: 'ERROR' },
    { code: '23503', severity: 'ERROR' },
    { code: '57014', severity: 'ERROR' },
    { code: '53100', severity: 'ERROR' },
    { code: '23505', severity: 'FEHLER' },
    { code: '40001', severity: 'エラー' },
  ])('with $severity $code was rolled back', (fields) => {
    const error = failure(fields)
    expect(commitFailure('postgres', error)).toBe(error)
  })

  it.each([
    { code: '57P01', severity: 'FATAL' },
    { code: '25P03', severity: 'FATAL' },
    { code: 'XX000', severity: 'PANIC' },
    { code: '57P02', severity: 'ERROR' },
    { code: '08006', severity: 'ERROR' },
    { code: '40003', severity: 'ERROR' },
    { code: '53100', severity: 'FEHLER' },
    { code: 'EPIPE' },
    { code: 'ECONNRESET' },
    { code: '40001' },
    { severity: 'ERROR' },
    {},
  ])('with $severity $code has an unknown outcome', (fields) => {
    const cause = failure(fields)
    const error = commitFailure('postgres', cause)
    expect(CommitOutcomeUnknownError.isInstance(error)).toBe(true)
    expect(error).toMatchObject({ cause })
  })

  it('has an unknown outcome when it is not even an error', () => {
    expect(CommitOutcomeUnknownError.isInstance(commitFailure('postgres', 'lost'))).toBe(true)
  })
})

describe('a failed COMMIT of SQLite', () => {
  it.each(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT'])('with %s can be repeated', (code) => {
    const cause = failure({ code })
    const error = commitFailure('sqlite', cause)
    expect(DatabaseBusyError.isInstance(error)).toBe(true)
    expect(error).toMatchObject({ cause })
  })

  it.each(['SQLITE_FULL', 'SQLITE_IOERR_FSYNC', 'SQLITE_CORRUPT'])(
    'with %s has an unknown outcome',
    (code) => {
      const error = commitFailure('sqlite', failure({ code }))
      expect(CommitOutcomeUnknownError.isInstance(error)).toBe(true)
    },
  )

  it.each(['SQLITE_CONSTRAINT_FOREIGNKEY', 'SQLITE_ERROR'])('with %s was rolled back', (code) => {
    const error = failure({ code })
    expect(commitFailure('sqlite', error)).toBe(error)
  })
})
