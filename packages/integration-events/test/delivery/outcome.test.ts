import { describe, expect, it } from 'vitest'
import type { PublishOutcome } from '../../src/contracts/publisher.ts'
import { errorText, verdictOf } from '../../src/delivery/outcome.ts'

const outcomes = (...statuses: PublishOutcome['status'][]): PublishOutcome[] =>
  statuses.map((status) =>
    status === 'accepted' ? { status } : { status, error: new Error(status) },
  )

describe('what a call says about its topic', () => {
  it.each([
    { statuses: ['accepted', 'transient'] as const, verdict: 'accepted' },
    { statuses: ['transient', 'unknown'] as const, verdict: 'failed' },
    { statuses: ['permanent', 'unknown'] as const, verdict: 'failed' },
    { statuses: ['permanent'] as const, verdict: 'refused' },
    { statuses: ['permanent', 'accepted'] as const, verdict: 'accepted' },
    // Else the misconfigured event would be claimed and refused without a pause.
    { statuses: ['accepted', 'configuration'] as const, verdict: 'misconfigured' },
  ])('is $verdict for $statuses', ({ statuses, verdict }) => {
    expect(verdictOf(outcomes(...statuses))).toBe(verdict)
  })
})

it('says that the broker works when a failure concerns its event alone', () => {
  const error = new Error('a handler threw')
  expect(verdictOf([{ status: 'transient', error, concerns: 'event' }])).toBe('accepted')
  expect(verdictOf([{ status: 'transient', error, concerns: 'topic' }])).toBe('failed')
})

describe('the text of an error', () => {
  it('names the causes', () => {
    const error = new Error('no answer', { cause: new TypeError('ECONNREFUSED') })
    expect(errorText(error)).toBe('Error: no answer ← TypeError: ECONNREFUSED')
  })

  it('holds nothing that a database can not store', () => {
    expect(errorText('a\0b\ud800c')).toBe('a\u{fffd}b\u{fffd}c')
  })

  it('is bounded, and no error of its own', () => {
    expect(errorText('x'.repeat(10_000))).toHaveLength(2_000)
    const hostile = Object.create(null) as unknown
    expect(errorText(hostile)).toBe('an error that has no text')
    const circular = new Error('round')
    circular.cause = circular
    expect(errorText(circular)).toContain('Error: round ← Error: round')
  })
})
