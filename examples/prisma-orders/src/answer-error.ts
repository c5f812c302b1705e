import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { databaseFailure } from 'uow'
import { OrderExistsError } from './place-order.ts'

/** Answers a request that failed. What went wrong inside is for the log, not for the caller. */
export function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const status = statusOf(error)
  if (status < 500) return reply.code(status).send({ error: error.message })
  request.log.error(error)
  return reply.code(status).send({ error: 'The request failed.' })
}

function statusOf(error: FastifyError): number {
  if (error instanceof OrderExistsError) return 409
  return error.statusCode ?? (databaseFailure(error).retryable ? 503 : 500)
}
