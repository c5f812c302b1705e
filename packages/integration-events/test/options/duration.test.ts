import { expect, expectTypeOf, test } from 'vitest'
import { type Duration, formatDuration, parseDuration } from '../../src/options/duration.ts'

test.each([
  [0, 0],
  [1_500, 1_500],
  [0.4, 0],
  ['500ms', 500],
  ['60s', 60_000],
  ['1.5s', 1_500],
  ['5m', 300_000],
  ['2h', 7_200_000],
  ['1d', 86_400_000],
])('the duration %j is %d milliseconds', (duration, milliseconds) => {
  expect(parseDuration(duration)).toBe(milliseconds)
})

test.each([
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '',
  '60',
  's',
  '-5s',
  ' 5s',
  '5s ',
  '5 s',
  '1e3s',
  '5S',
  '5w',
  '0x10s',
  5n,
  null,
  undefined,
  {},
])('%s is no duration', (value) => {
  expect(parseDuration(value)).toBeUndefined()
})

test.each([
  [0, '0ms'],
  [1_500, '1500ms'],
  [60_000, '1m'],
  [5_400_000, '90m'],
  [86_400_000, '1d'],
])('%d milliseconds are written as %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text)
})

test('the type takes a number of milliseconds, or a number with its unit', () => {
  expectTypeOf<'60s'>().toExtend<Duration>()
  expectTypeOf<500>().toExtend<Duration>()
  expectTypeOf<'60'>().not.toExtend<Duration>()
  expectTypeOf<'1 hour'>().not.toExtend<Duration>()
})
