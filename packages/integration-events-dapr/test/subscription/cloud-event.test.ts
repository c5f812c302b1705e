import { cloudEventJson, type OutgoingEvent } from 'integration-events'
import { describe, expect, it } from 'vitest'
import { cloudEventBody } from '../../src/publisher/publish/cloud-event-body.ts'
import { decodeCloudEvent } from '../../src/subscription/cloud-event/decode-cloud-event.ts'
import { membersOf } from '../../src/subscription/cloud-event/json-text.ts'
import { cloudEventText } from './deliveries.ts'

const decode = (json: string): OutgoingEvent => decodeCloudEvent('orders.placed', membersOf(json))
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

const event: OutgoingEvent = {
  id: 'event-1',
  topic: 'orders.placed',
  type: 'placed',
  source: 'shop',
  time: 1_795_392_000_123,
  key: 'k',
  headers: { tenant: 'Köln', subject: 'order 42' },
  data: '{"id": 12345678901234567890}',
}

describe('a CloudEvent that is received', () => {
  it.each([
    event,
    { ...event, key: null, headers: {} },
    { ...event, headers: { traceparent } },
    { ...event, headers: { traceparent, tracestate: 'a=1', traceid: 'own' } },
  ])('is the event that was published: %o', (published) => {
    expect(decode(cloudEventBody(published))).toEqual(published)
    expect(decode(cloudEventJson(published))).toEqual(published)
  })

  it('has headers that are texts, by lower-case names', () => {
    const headers = { Tenant: 'acme', retries: 3, urgent: true, nothing: null }
    expect(decode(cloudEventText('1', headers)).headers).toEqual({
      tenant: 'acme',
      retries: '3',
      urgent: 'true',
    })
  })

  it('has no headers of a trace that is none', () => {
    const none = { traceid: '', traceparent: '', tracestate: '' }
    expect(decode(cloudEventText('1', none)).headers).toEqual({})
  })

  it.each(['id', 'source', 'type'])('has to have its %s', (name) => {
    expect(() => decode(cloudEventText('1', { [name]: undefined }))).toThrow(name)
    expect(() => decode(cloudEventText('1', { [name]: '' }))).toThrow(name)
  })

  it('is of now without a time, and refused with a wrong one', () => {
    const before = Date.now()
    expect(decode(cloudEventText('1', { time: undefined })).time).toBeGreaterThanOrEqual(before)
    expect(() => decode(cloudEventText('1', { time: 'soon' }))).toThrow('soon')
  })

  it('may have no data', () => {
    const { data: _, ...rest } = JSON.parse(cloudEventText('1')) as Record<string, unknown>
    expect(decode(JSON.stringify(rest)).data).toBe('null')
  })

  it.each([
    { type: 'application/json', data: '{"id": 12345678901234567890}' },
    { type: 'application/vnd.shop+json; charset=utf-8', data: '{"id": 12345678901234567890}' },
    { type: undefined, data: '{"id": 12345678901234567890}' },
    { type: 'application/octet-stream', data: JSON.stringify(btoa(event.data)) },
  ])('has the data of its base64, by the content type $type', ({ type, data }) => {
    const attributes = { datacontenttype: type, data_base64: btoa(event.data) }
    expect(decode(cloudEventText('null', attributes)).data).toBe(data)
  })

  it.each([
    { base64: 'no base64!', problem: 'base64' },
    { base64: Buffer.of(0xff).toString('base64'), problem: 'encoded data' },
  ])('is refused with the base64 $base64', ({ base64, problem }) => {
    expect(() => decode(cloudEventText('null', { data_base64: base64 }))).toThrow(problem)
  })
})
