import { describe, expect, test } from 'vitest'
import { EventLogOptionError, tableNames } from '../src/index.ts'

describe('table names', () => {
  test('begin with the prefix, and are quoted', () => {
    const names = tableNames()
    expect(names.log).toBe('"integration_event_log"')
    expect(names.index('waiting_available_at')).toBe('"integration_event_waiting_available_at"')
  })

  test('bear the schema, but an index does not', () => {
    const names = tableNames({ schema: 'Outbox', tablePrefix: '' })
    expect(names.queue).toBe('"Outbox"."queue"')
    expect(names.index('waiting_available_at')).toBe('"waiting_available_at"')
  })

  test.each([
    { schema: '' },
    { schema: 'out"box' },
    { schema: "o'x" },
    { schema: '1st' },
    { schema: 'a.b' },
    { schema: 'x'.repeat(64) },
    { tablePrefix: 'a-b' },
    { tablePrefix: 'a b' },
    { tablePrefix: '"; drop table orders; --' },
    // Longer, and PostgreSQL would cut the longest name off, silently.
    { tablePrefix: 'x'.repeat(42) },
    { tablePrefix: 5 as unknown as string },
  ])('can not be made from %o', (options) => {
    expect(() => tableNames(options)).toThrow(EventLogOptionError)
  })

  test('with the longest prefix still fit into what PostgreSQL keeps', () => {
    const names = tableNames({ tablePrefix: 'x'.repeat(41) })
    expect(names.index('exhausted_exhausted_at')).toHaveLength(63 + '""'.length)
  })
})
