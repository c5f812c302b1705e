import { describe, test } from 'vitest'
import { eventLogContract } from '../../src/testing/index.ts'
import { inMemoryContract } from './in-memory-event-log-harness.ts'

describe('the in-memory event log', () => {
  // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- each case asserts by itself
  for (const { name, run } of eventLogContract(inMemoryContract)) test(name, run)
})
