import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { call, type CallAnswer, cloudEvent, json } from './call.ts'
import {
  sidecarKinds,
  skipIfMissing,
  startUnlessMissing,
  type TestedSidecar,
} from '../src/sidecar-kinds.ts'

const ids = Array.from({ length: 250 }, (_, index) => `00000000-0000-4000-8000-${index + 1_000}`)

// daprd is given a nanosecond to publish, in which it might succeed once in a while.
describe.each(sidecarKinds)('$name with a broker that refuses', { retry: 3 }, (kind) => {
  let sidecar: TestedSidecar
  beforeAll(async () => {
    sidecar = (await startUnlessMissing(kind, { refused: ids })) ?? sidecar
  })
  afterAll(() => sidecar?.[Symbol.asyncDispose]?.())
  beforeEach((context) => skipIfMissing(context, kind))

  const publish = (wanted: readonly string[]): Promise<CallAnswer> =>
    call(sidecar, {
      path: '/v1.0/publish/bulk/pubsub/h%C3%A9',
      headers: json,
      body: JSON.stringify(
        wanted.map((id) => ({
          entryId: id,
          event: { id },
          contentType: cloudEvent['content-type'],
        })),
      ),
    })

  it('tells of an event', async () => {
    const body = `{"id":"${ids[0]}"}`
    const answer = await call(sidecar, {
      path: '/v1.0/publish/pubsub/h%C3%A9',
      headers: cloudEvent,
      body,
    })
    expect(answer.status).toBe(500)
    expect(JSON.parse(answer.body)).toEqual({
      errorCode: 'ERR_PUBSUB_PUBLISH_MESSAGE',
      message: expect.stringMatching(/^error when publishing to topic hé in pubsub pubsub: ./),
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.ResourceInfo',
          description: expect.stringContaining('error when publishing'),
          owner: '',
          resource_name: 'pubsub',
          resource_type: 'pubsub',
        },
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          domain: 'dapr.io',
          metadata: { error: expect.any(String), topic: 'hé' },
          reason: 'DAPR_PUBSUB_PUBLISH_MESSAGE',
        },
      ],
    })
  })

  it('tells of each entry of a bulk, and tells it again in a header', async () => {
    const { body, headers, status } = await publish(ids.slice(0, 2))
    expect(status).toBe(500)
    const { errorCode, failedEntries } = JSON.parse(body) as {
      errorCode: string
      failedEntries: { entryId: string }[]
    }
    expect(errorCode).toBe('ERR_PUBSUB_PUBLISH_MESSAGE')
    expect(failedEntries.map(({ entryId }) => entryId).toSorted()).toEqual(ids.slice(0, 2))
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': String(body.length),
      'metadata.responsedata': body,
      'metadata.error': expect.stringMatching(
        /^api error: code = Internal desc = error when publishing to topic hÃ© in pubsub pubsub: ./,
      ),
    })
  })

  it('overflows the headers that Node reads with many of them', async () => {
    await expect(publish(ids)).rejects.toMatchObject({ code: 'HPE_HEADER_OVERFLOW' })
  })
})
