import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import 'reflect-metadata'
import { createAdaptorServer } from '@hono/node-server'
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import type { DaprSubscription } from '../../src/index.ts'

/** An application of a framework, with a route and body parsers of its own. */
export interface Framework {
  readonly name: string
  start(subscription: DaprSubscription): Promise<RunningServer>
}

export interface RunningServer {
  readonly url: string
  readonly port: number
  stop(): Promise<void>
}

export const frameworks: readonly Framework[] = [
  {
    name: 'node:http',
    start: (subscription) => listen(createServer(subscription.node)),
  },
  {
    name: 'Express',
    start(subscription) {
      const app = express()
      app.use(subscription.express())
      app.use(express.json())
      app.post('/own', (request, response) => void response.json({ body: request.body as unknown }))
      return listen(createServer(app))
    },
  },
  {
    name: 'Fastify',
    async start(subscription) {
      const app = fastify()
      app.post('/own', (request) => ({ body: request.body }))
      await app.register(subscription.fastify())
      await app.listen({ host: '127.0.0.1', port: 0 })
      const { port } = app.server.address() as AddressInfo
      return { url: `http://127.0.0.1:${port}`, port, stop: () => app.close() }
    },
  },
  {
    name: 'Nest',
    async start(subscription) {
      const app = await NestFactory.create(NestModule, { logger: false })
      app.use(subscription.express())
      await app.listen(0, '127.0.0.1')
      const { port } = (app.getHttpServer() as Server).address() as AddressInfo
      return { url: `http://127.0.0.1:${port}`, port, stop: () => app.close() }
    },
  },
  {
    name: 'Hono',
    start(subscription) {
      const app = new Hono()
      app.post('/own', async (context) => context.json({ body: await context.req.json<unknown>() }))
      app.all('/dapr/subscribe', (context) => subscription.fetch(context.req.raw))
      for (const prefix of ['/integration-events', '/theirs'])
        app.all(`${prefix}/*`, (context) => subscription.fetch(context.req.raw))
      return listen(createAdaptorServer({ fetch: app.fetch }) as Server)
    },
  },
]

class NestController {
  own(body: unknown): unknown {
    return { body }
  }
}

class NestModule {}

// As its decorators do, which no test runner compiles.
const { prototype } = NestController
Controller()(NestController)
Post('own')(prototype, 'own', Object.getOwnPropertyDescriptor(prototype, 'own')!)
HttpCode(200)(prototype, 'own', Object.getOwnPropertyDescriptor(prototype, 'own')!)
Body()(prototype, 'own', 0)
Module({ controllers: [NestController] })(NestModule)

export async function listen(server: Server): Promise<RunningServer> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
