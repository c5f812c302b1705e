import { cloudEventJson, type OutgoingEvent } from 'integration-events'
import { expect, test } from 'vitest'

const event: OutgoingEvent = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  topic: 'orders.placed',
  type: 'com.acme.order.placed',
  source: 'shop',
  time: 1_700_000_000_123,
  key: 'customer-1',
  headers: { traceparent: '00-1-2-01', tenant: 'a"b' },
  data: '{"total":1.0, "note":"\\u0000"}',
}

test('an event goes over the wire as a CloudEvent 1.0, with its key and headers as extensions', () => {
  expect(JSON.parse(cloudEventJson(event))).toEqual({
    specversion: '1.0',
    id: event.id,
    source: 'shop',
    type: 'com.acme.order.placed',
    time: '2023-11-14T22:13:20.123Z',
    datacontenttype: 'application/json',
    partitionkey: 'customer-1',
    traceparent: '00-1-2-01',
    tenant: 'a"b',
    data: { total: 1, note: '\0' },
  })
})

test('its data goes over the wire byte for byte', () => {
  expect(cloudEventJson(event)).toContain(`,"data":${event.data}}`)
  expect(JSON.parse(cloudEventJson({ ...event, data: 'null' }))).toHaveProperty('data', null)
})

test('an event without a key has no partition key', () => {
  expect(JSON.parse(cloudEventJson({ ...event, key: null }))).not.toHaveProperty('partitionkey')
})

test('no header stands above an attribute of the envelope', () => {
  const forged = { ...event, headers: { id: 'forged', source: 'forged', data: 'forged' } }
  expect(JSON.parse(cloudEventJson(forged))).toMatchObject({
    id: event.id,
    source: 'shop',
    data: { total: 1 },
  })
})
