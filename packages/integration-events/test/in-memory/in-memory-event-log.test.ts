import { describe, test } from 'vitest'
import { eventLogContract } from '../../src/testing/index.ts'
import { inMemoryContract } from './in-memory-event-log-harness.ts'

describe('the in-memory event log', () => {
  // oxlint-disable-next-line vitest/expect-expect -- each case asserts by itself
  test.each(eventLogContract(inMemoryContract))('$name', ({ run }) => run())
})
