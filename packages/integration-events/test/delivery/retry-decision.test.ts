import { describe, expect, it } from 'vitest'
import { backoff } from '../../src/delivery/backoff.ts'
import { decideRetry } from '../../src/delivery/retry-decision.ts'
import { describeRetrySpan, retrySpan } from '../../src/delivery/retry-span.ts'
import { defaultOptions, minute, second } from './support/delivery-fixture.ts'

const noJitter = (): number => 0
const allJitter = (): number => 1

describe('the decision about an event that failed', () => {
  const decide = (attempts: number, localRetries: number, suspect = false): string => {
    const decision = decideRetry({ attempts, localRetries, suspect }, defaultOptions, noJitter)
    return 'delay' in decision ? `${decision.action} ${decision.delay}` : decision.action
  }

  it.each([
    { attempts: 1, localRetries: 0, decision: `retry-here ${3 * second}` },
    { attempts: 1, localRetries: 2, decision: `retry-here ${3 * second}` },
    { attempts: 1, localRetries: 3, decision: `hand-back ${minute}` },
    { attempts: 2, localRetries: 0, decision: `hand-back ${2 * minute}` },
    { attempts: 3, localRetries: 0, decision: `hand-back ${4 * minute}` },
    { attempts: 4, localRetries: 0, decision: `hand-back ${8 * minute}` },
    { attempts: 5, localRetries: 0, decision: `hand-back ${15 * minute}` },
    { attempts: 50, localRetries: 0, decision: `hand-back ${15 * minute}` },
    { attempts: 51, localRetries: 0, decision: 'exhaust' },
    { attempts: 90, localRetries: 0, decision: 'exhaust' },
  ])('is $decision at attempt $attempts after $localRetries local retries', (row) => {
    expect(decide(row.attempts, row.localRetries)).toBe(row.decision)
  })

  it.each([
    { attempts: 1, retryAfter: 10, decision: 'retry-here 10' },
    { attempts: 1, retryAfter: 0, decision: 'retry-here 0' },
    { attempts: 1, retryAfter: minute + 1, decision: `hand-back ${minute + 1}` },
    { attempts: 2, retryAfter: 10, decision: 'hand-back 10' },
    { attempts: 51, retryAfter: 10, decision: 'exhaust' },
  ])('is $decision at attempt $attempts when the transport wishes $retryAfter', (row) => {
    const failed = { attempts: row.attempts, localRetries: 0, suspect: false }
    const decision = decideRetry(failed, defaultOptions, noJitter, { retryAfter: row.retryAfter })
    expect('delay' in decision ? `${decision.action} ${decision.delay}` : decision.action).toBe(
      row.decision,
    )
  })

  it('never retries a suspect from memory', () => {
    expect(decide(1, 0, true)).toBe(`hand-back ${minute}`)
  })

  it('exhausts after the local retries when no others are allowed', () => {
    const options = { ...defaultOptions, maxRetryTimes: 0, localRetryTimes: 1 }
    const at = (localRetries: number): string =>
      decideRetry({ attempts: 1, localRetries, suspect: false }, options, noJitter).action
    expect([at(0), at(1)]).toEqual(['retry-here', 'exhaust'])
  })
})

describe('a back-off', () => {
  it('is never shorter than stated, and at most a quarter longer', () => {
    const options = { minimum: 1_000, maximum: 4_000 }
    const pauses = (random: () => number): number[] =>
      [1, 2, 3, 4, 2_000].map((failures) => backoff(failures, options, random))
    expect(pauses(noJitter)).toEqual([1_000, 2_000, 4_000, 4_000, 4_000])
    expect(pauses(allJitter)).toEqual([1_250, 2_500, 5_000, 5_000, 5_000])
  })

  it('is not shortened by a maximum below its minimum', () => {
    expect(backoff(3, { minimum: 1_000, maximum: 10 }, noJitter)).toBe(1_000)
  })
})

describe('the span of all retries', () => {
  it('adds up the local retries and those from the event log', () => {
    const options = { ...defaultOptions, maxRetryTimes: 3, localRetryTimes: 2 }
    const shortest = 2 * 3 * second + (1 + 2 + 4) * minute
    expect(retrySpan(options)).toEqual({
      sends: 6,
      shortest,
      longest: 2 * 3 * second + (1 + 2 + 4) * minute * 1.25,
    })
  })

  it('counts the maximum for each retry after it is reached', () => {
    const untilMaximum = (1 + 2 + 4 + 8) * minute
    expect(retrySpan(defaultOptions).shortest).toBe(9 * second + untilMaximum + 46 * 15 * minute)
  })

  it('is a readable sentence', () => {
    expect(describeRetrySpan(defaultOptions)).toBe(
      'an event that keeps failing is sent up to 54 times within 11h 45m to 14h 41m, then it is exhausted',
    )
    expect(
      describeRetrySpan({ ...defaultOptions, maxRetryTimes: 0, localRetryTimes: 0 }),
    ).toContain('up to 1 times within 0ms to 0ms')
  })
})
