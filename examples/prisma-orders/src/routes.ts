import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { answerError } from './answer-error.ts'
import { orderBody, orderParameters } from './order-schemas.ts'
import type { OrderService } from './order-service.ts'
import { placeOrder } from './place-order.ts'
import { zodValidation } from './zod-validation.ts'

/** The service over HTTP. */
export function addRoutes(server: FastifyInstance, service: OrderService): void {
  server.setValidatorCompiler(zodValidation)
  server.setErrorHandler(answerError)

  server.post<{ Body: z.output<typeof orderBody> }>(
    '/orders',
    { schema: { body: orderBody } },
    async (request, reply) => {
      const { id = randomUUID(), customer, total } = request.body
      await placeOrder(service, { id, customer, total })
      return reply.code(201).send({ id })
    },
  )

  server.get<{ Params: z.output<typeof orderParameters> }>(
    '/orders/:id',
    { schema: { params: orderParameters } },
    async (request, reply) => {
      const { id } = request.params
      const order = await service.prisma.order.findUnique({
        where: { id },
        include: { shipment: { select: { id: true } } },
      })
      return order ?? reply.code(404).send({ error: `There is no order '${id}'.` })
    },
  )

  server.get('/health', async () => ({ events: await service.bus.stats() }))
}
