import type { FastifySchemaCompiler } from 'fastify'
import { z } from 'zod'

/** Lets routes state their bodies and parameters in Zod, as the events do. */
export const zodValidation: FastifySchemaCompiler<z.ZodType> = ({ schema }) => {
  return (data) => {
    const { success, data: value, error } = schema.safeParse(data)
    return success ? { value } : { error: new Error(z.prettifyError(error)) }
  }
}
