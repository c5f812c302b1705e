import { defineEvent, EventValidationError } from 'integration-events'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { validateEventData } from '../../src/event/validate-event-data.ts'

describe('the data of an event', () => {
  test('becomes the output of its schema', async () => {
    const Transformed = defineEvent('orders', { schema: z.object({ at: z.coerce.date() }) })
    expect(await validateEventData(Transformed, '{"at":"1970-01-01T00:00:00.000Z"}')).toEqual({
      at: new Date(0),
    })
  })

  test('becomes what it was, without a schema', async () => {
    expect(await validateEventData(defineEvent('orders'), '{"a":[1]}')).toEqual({ a: [1] })
  })

  test('is validated by an asynchronous schema too', async () => {
    const Checked = defineEvent('orders', {
      schema: z.string().refine(async (text) => text === 'known'),
    })
    expect(await validateEventData(Checked, '"known"')).toBe('known')
    await expect(validateEventData(Checked, '"unknown"')).rejects.toBeInstanceOf(
      EventValidationError,
    )
  })

  test('is refused with every issue and its place', async () => {
    const Checked = defineEvent('orders', {
      schema: z.object({ lines: z.array(z.object({ price: z.number() })), note: z.string() }),
    })
    const failed = validateEventData(Checked, '{"lines":[{"price":1},{"price":"1"}]}')
    await expect(failed).rejects.toMatchObject({
      topic: 'orders',
      issues: [{ path: 'lines[1].price' }, { path: 'note' }],
    })
    await expect(failed).rejects.toThrow(/lines\[1\]\.price: .*; note: /)
  })

  test('may be refused with paths of segments, or without', async () => {
    const issues = [{ message: 'a', path: [{ key: 'b' }, 0] }, { message: 'c' }]
    const schema = {
      '~standard': { version: 1, vendor: 'test', validate: () => ({ issues }) },
    } as const
    const failed = validateEventData(defineEvent('orders', { schema }), '1')
    await expect(failed).rejects.toMatchObject({
      issues: [
        { path: 'b[0]', message: 'a' },
        { path: '', message: 'c' },
      ],
    })
  })

  test('is refused when it is no JSON', async () => {
    const failed = validateEventData(defineEvent('orders'), '{')
    await expect(failed).rejects.toBeInstanceOf(EventValidationError)
    await expect(failed).rejects.toMatchObject({ cause: expect.any(SyntaxError) })
  })

  test('is not to blame for an error of the schema itself', async () => {
    const error = new Error('no connection')
    const schema = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: () => {
          throw error
        },
      },
    } as const
    await expect(validateEventData(defineEvent('orders', { schema }), '1')).rejects.toBe(error)
  })
})
