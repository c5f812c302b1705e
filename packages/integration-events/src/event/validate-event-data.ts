import { EventValidationError } from '../errors/event-validation-error.ts'
import { dataPath } from './data-path.ts'
import type { EventDefinition } from './event-definition.ts'
import type { StandardSchemaIssue } from './standard-schema.ts'

/**
 * Validates the data of an event as it travels, parsed anew from its text: what passes at publish
 * passes at the handler, and nobody can change it meanwhile. Resolves to the schema's output.
 *
 * @throws EventValidationError when the schema has issues; an error of the schema itself passes.
 */
export async function validateEventData(
  { topic, schema }: EventDefinition,
  text: string,
): Promise<unknown> {
  const data = parse(topic, text)
  if (schema === undefined) return data
  const result = await schema['~standard'].validate(data)
  if (result.issues === undefined) return result.value
  throw new EventValidationError({ topic, issues: result.issues.map(describeIssue) })
}

function parse(topic: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new EventValidationError({ topic, issues: [{ message: 'no JSON', path: '' }], cause })
  }
}

function describeIssue({ message, path = [] }: StandardSchemaIssue): {
  message: string
  path: string
} {
  const keys = path.map((segment) => (typeof segment === 'object' ? segment.key : segment))
  return { message, path: dataPath(keys) }
}
