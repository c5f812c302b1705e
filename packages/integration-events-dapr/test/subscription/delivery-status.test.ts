import type { HandlerVerdict } from 'integration-events'
import { describe, expect, it } from 'vitest'
import { statusOf } from '../../src/subscription/core/delivery-status.ts'

const verdict = (status: HandlerVerdict['status']): HandlerVerdict =>
  status === 'done' ? { consumer: 'a', status } : { consumer: 'a', status, error: new Error('a') }

describe('one status for several handlers', () => {
  it.each([
    { verdicts: ['done', 'done'], status: 'SUCCESS' },
    { verdicts: ['done', 'permanent'], status: 'DROP' },
    { verdicts: ['done', 'transient', 'done'], status: 'RETRY' },
    { verdicts: ['permanent', 'transient'], status: 'RETRY' },
  ] as const)('is $status for $verdicts', ({ verdicts, status }) => {
    expect(statusOf(verdicts.map(verdict))).toBe(status)
  })
})
