import { describe, test } from 'vitest'
import { inboxContract } from '../../src/testing/index.ts'
import { inMemoryInboxContract } from './in-memory-inbox-harness.ts'

describe('the in-memory inbox', () => {
  // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- each case asserts by itself
  for (const { name, run } of inboxContract(inMemoryInboxContract)) test(name, run)
})
