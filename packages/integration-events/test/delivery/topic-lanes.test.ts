import { expect, test } from 'vitest'
import { holdEvent } from '../../src/delivery/held-event.ts'
import { TopicLanes } from '../../src/delivery/topic-lanes.ts'
import { event } from './support/event.ts'

test('a lane hands out as many events as memory has room for', () => {
  const lanes = new TopicLanes()
  const count = 200_000
  const held = holdEvent({ sequence: 1, event: event('orders'), attempts: 1 }, 1)
  for (let index = 0; index < count; index++) lanes.add(held)
  expect(lanes.remove(() => true)).toHaveLength(count)
  expect(lanes.remove(() => true)).toEqual([])
})
