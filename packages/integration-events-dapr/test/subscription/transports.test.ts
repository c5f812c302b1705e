import { createServer, request } from 'node:http'
import express from 'express'
import { createSubscriber, defineEvent } from 'integration-events'
import { afterEach, describe, expect, it } from 'vitest'
import { daprSubscription, type DaprSubscription } from '../../src/index.ts'
import { cloudEventText, deliver, keptLogger } from './deliveries.ts'
import { frameworks, listen, type RunningServer } from './served.ts'

const OrderPlaced = defineEvent('orders.placed')
const path = '/integration-events/orders.placed'
let server: RunningServer

afterEach(() => server.stop())

describe.each(frameworks)('a caller that hangs up on $name', (framework) => {
  it('aborts the handler', { timeout: 3_000 }, async () => {
    const started = Promise.withResolvers<AbortSignal>()
    const aborted = Promise.withResolvers<void>()
    const subscriber = createSubscriber().on(OrderPlaced, async (_, { signal }) => {
      signal.addEventListener('abort', () => aborted.resolve())
      started.resolve(signal)
      await aborted.promise
    })
    server = await framework.start(daprSubscription(subscriber, { pubsubName: 'pubsub' }))
    const call = request({ host: '127.0.0.1', port: server.port, path, method: 'POST' })
    call.once('error', () => {})
    call.setHeader('content-type', 'application/cloudevents+json')
    call.end(cloudEventText('1'))
    const signal = await started.promise
    expect(signal.aborted).toBe(false)
    call.destroy()
    await aborted.promise
    expect(signal.aborted).toBe(true)
  })
})

/** Behind a middleware that answers by itself, once `begun` resolves. */
async function behindHasty(
  subscription: DaprSubscription,
  begun: Promise<void>,
): Promise<RunningServer> {
  const hasty: express.RequestHandler = (_request, response, next) => {
    void begun.then(() => response.status(503).json({}))
    next()
  }
  return await listen(createServer(express().use(hasty).use(subscription.express())))
}

describe('a delivery that something else has answered first', () => {
  it('aborts the handler, as nobody waits for it', { timeout: 3_000 }, async () => {
    const aborted = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const subscriber = createSubscriber().on(OrderPlaced, async (_, { signal }) => {
      signal.addEventListener('abort', () => aborted.resolve())
      begun.resolve()
      await aborted.promise
    })
    const subscription = daprSubscription(subscriber, {
      pubsubName: 'pubsub',
      logger: keptLogger(),
    })
    server = await behindHasty(subscription, begun.promise)
    expect((await deliver(`${server.url}${path}`, cloudEventText('1'))).status).toBe(503)
    await expect(aborted.promise).resolves.toBeUndefined()
  })

  it('changes nothing any more, and is logged', async () => {
    const logger = keptLogger()
    const begun = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    const subscriber = createSubscriber().on(OrderPlaced, async () => {
      begun.resolve()
      await release.promise
    })
    const subscription = daprSubscription(subscriber, { pubsubName: 'pubsub', logger })
    server = await behindHasty(subscription, begun.promise)
    const answer = await deliver(`${server.url}${path}`, cloudEventText('1'))
    expect(answer.status).toBe(503)
    release.resolve()
    await expect
      .poll(() => logger.lines)
      .toEqual(['warn: a call of Dapr was answered by something else first'])
  })
})

describe('a body parser of Express before the subscription', () => {
  const serve = async (parser: express.RequestHandler) => {
    const logger = keptLogger()
    const received: unknown[] = []
    const subscriber = createSubscriber().on(OrderPlaced, ({ data }) => received.push(data))
    const subscription = daprSubscription(subscriber, { pubsubName: 'pubsub', logger })
    server = await listen(createServer(express().use(parser).use(subscription.express())))
    return { logger, received, url: `${server.url}${path}` }
  }

  it('that took the event does not have it acknowledged', { timeout: 5_000 }, async () => {
    const { logger, received, url } = await serve(express.json({ type: '*/*' }))
    expect(await deliver(url, cloudEventText('1'))).toMatchObject({ status: 500 })
    expect(received).toEqual([])
    expect(logger.lines).toEqual(['error: the body of a delivery could not be read'])
  })

  it.each([express.raw({ type: '*/*' }), express.text({ type: '*/*' }), express.json()])(
    'that left it as it was does no harm',
    async (parser) => {
      const { received, url } = await serve(parser)
      expect(await deliver(url, cloudEventText('1'))).toMatchObject({ status: 200 })
      expect(received).toEqual([1])
    },
  )
})

describe('a Request whose body was read before', () => {
  it('is not acknowledged', async () => {
    const logger = keptLogger()
    const subscriber = createSubscriber().on(OrderPlaced, () => {})
    const subscription = daprSubscription(subscriber, { pubsubName: 'pubsub', logger })
    server = await listen(createServer(subscription.node))
    const read = new Request(`http://app.test${path}`, {
      method: 'POST',
      body: cloudEventText('1'),
    })
    await read.text()
    expect((await subscription.fetch(read)).status).toBe(500)
    expect(logger.lines).toHaveLength(1)
  })
})
