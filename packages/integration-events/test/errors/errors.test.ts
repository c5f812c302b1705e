import * as integrationEvents from 'integration-events'
import {
  BusOptionError,
  DifferentDatabasesError,
  EventDataError,
  EventLogOwnedByAnotherApplicationError,
  EventLogTablesMissingError,
  EventLogUnavailableError,
  EventLogVersionError,
  EventSelectionError,
  EventValidationError,
  IntegrationEventsError,
  InvalidTopicError,
  SecondConnectionError,
  UnitOfWorkEndedError,
} from 'integration-events'
import { describe, expect, test } from 'vitest'

/** Every error class of the package, by its name. */
const classes = Object.entries(integrationEvents).filter(
  ([name]) => name.endsWith('Error') && name !== 'IntegrationEventsError',
) as unknown as [string, typeof IntegrationEventsError][]

/** Enough for any of the constructors. */
const options = {
  eventLog: 'kysely',
  inbox: 'kysely',
  unitOfWork: 'prisma',
  missing: 'table "a"',
  remedy: 'Run the migrations.',
  found: 1,
  expected: 2,
  owner: 'a',
  source: 'b',
  option: 'a',
  received: 1,
  allowed: 'b',
  topic: 'orders',
  issues: [{ path: 'total', message: 'too much' }],
  path: 'a[1]',
  state: 'committed',
  operation: 'publish',
  problem: 'it is wrong, and this is what to do.',
  selection: { ids: [] },
  code: 'x',
  message: 'y',
  timeout: 1,
  publisher: 'dapr',
  publishTimeout: 1,
  consumer: 'billing',
  id: 'a',
  attempts: 1,
  date: 0,
  window: 1,
  cause: new Error('the cause'),
} as never

describe.each(classes)('%s', (name, ErrorClass) => {
  const error = new ErrorClass(options)

  test('has its name, a message and the cause', () => {
    expect(error).toBeInstanceOf(IntegrationEventsError)
    expect(error.name).toBe(name)
    expect(error.message).not.toMatch(/undefined|\[object/)
    expect(error.message.length).toBeGreaterThan(20)
    expect(error.cause).toBe((options as { cause: Error }).cause)
  })

  test('is recognised by its class and its base, and by no other class', () => {
    expect(IntegrationEventsError.isInstance(error)).toBe(true)
    const recognisedBy = classes.filter(([, other]) => other.isInstance(error))
    expect(recognisedBy.map(([other]) => other)).toEqual([name])
  })
})

test('codes are stable, and no two errors share one', () => {
  const codes = Object.fromEntries(classes.map(([name, Class]) => [name, new Class(options).code]))
  expect(codes).toMatchObject({
    BusOptionError: 'BUS_OPTION',
    BusStoppedError: 'BUS_STOPPED',
    DifferentDatabasesError: 'DIFFERENT_DATABASES',
    DuplicateTopicError: 'DUPLICATE_TOPIC',
    EventDataError: 'EVENT_DATA',
    EventDefinitionError: 'EVENT_DEFINITION',
    EventLogOwnedByAnotherApplicationError: 'EVENT_LOG_OWNED_BY_ANOTHER_APPLICATION',
    EventLogTablesMissingError: 'EVENT_LOG_TABLES_MISSING',
    EventLogUnavailableError: 'EVENT_LOG_UNAVAILABLE',
    EventLogVersionError: 'EVENT_LOG_VERSION',
    EventSelectionError: 'EVENT_SELECTION',
    EventValidationError: 'EVENT_VALIDATION',
    InvalidTopicError: 'INVALID_TOPIC',
    OutsideUnitOfWorkError: 'OUTSIDE_UNIT_OF_WORK',
    PublishOptionError: 'PUBLISH_OPTION',
    SecondConnectionError: 'SECOND_CONNECTION',
    SubscriptionError: 'SUBSCRIPTION',
    UnitOfWorkEndedError: 'UNIT_OF_WORK_ENDED',
  })
  expect(new Set(Object.values(codes)).size).toBe(classes.length)
})

test('an error of a second copy of the package is recognised, and others are not', () => {
  const foreign = new Error('from another copy')
  Object.assign(foreign, { code: 'BUS_OPTION' })
  expect(BusOptionError.isInstance(foreign)).toBe(false)
  Object.defineProperty(foreign, Symbol.for('integration-events.error'), { value: true })
  expect(BusOptionError.isInstance(foreign)).toBe(true)
  for (const value of [undefined, null, 'BUS_OPTION', { code: 'BUS_OPTION' }]) {
    expect(BusOptionError.isInstance(value)).toBe(false)
  }
})

test('what was received is shown in few words, whatever it is', () => {
  const shown = (received: unknown): string => new InvalidTopicError({ received }).message
  class Order {}
  expect(shown(`${'x'.repeat(1_000)}`)).toContain(`'${'x'.repeat(60)}…'`)
  expect(shown(1n)).toContain('1n')
  expect(shown(Symbol('a'))).toContain('Symbol(a)')
  expect(shown(function handler() {})).toContain('the function handler')
  expect(shown(() => {})).toContain('a function')
  expect(shown(new Order())).toContain('a Order')
  expect(shown(Object.create(null))).toContain('an object')
  expect(shown([])).toContain('an array')
  expect(shown(null)).toContain('null')
})

test('messages say what to do', () => {
  const log = { eventLog: 'kysely' }
  const messages = [
    new EventLogTablesMissingError({ ...log, missing: 'table "a"', remedy: 'Run `migrate`.' }),
    new EventLogVersionError({ ...log, found: 1, expected: 2, remedy: 'Run `migrate`.' }),
    new EventLogVersionError({ ...log, found: 3, expected: 2, remedy: 'Run `migrate`.' }),
    new EventLogOwnedByAnotherApplicationError({ ...log, owner: 'shop', source: 'office' }),
    new DifferentDatabasesError({ ...log, unitOfWork: 'prisma', detail: 'Not the same id.' }),
    new SecondConnectionError({ ...log, unitOfWork: 'prisma' }),
    new EventLogUnavailableError({ ...log, cause: new Error('connect ECONNREFUSED') }),
    new EventSelectionError({ selection: { ids: [] } }),
    new EventValidationError({ topic: 'orders', issues: [{ path: 'a.b', message: 'too much' }] }),
    new EventDataError({ topic: 'orders', path: '', found: 'undefined', remedy: 'Publish null.' }),
    new UnitOfWorkEndedError({ topic: 'orders', state: 'open' }),
  ].map(({ message }) => message)
  expect(messages).toMatchInlineSnapshot(`
    [
      "the tables of the event log 'kysely' are missing: table "a" not found. Run \`migrate\`.",
      "the tables of the event log 'kysely' have version 1, this release works with version 2. Run \`migrate\`.",
      "the tables of the event log 'kysely' have version 3, this release works with version 2. A newer release has migrated them: update this application.",
      "the event log 'kysely' belongs to the application 'shop', and this one is 'office'. Give each application a schema or a table prefix of its own; if both are the same application, set the option 'source' to 'shop'.",
      "the unit of work 'prisma' and the event log 'kysely' do not reach the same tables. Not the same id. Rows and events can commit together only in one database: give both the same database, schema and search path.",
      "the event log 'kysely' has a SQLite connection of its own, besides the one of the unit of work 'prisma'. SQLite has one writer, so that they would block each other: give both the same client object, or leave its own out, so that it works through the unit of work.",
      "the event log 'kysely' could not be reached (connect ECONNREFUSED). Nothing was started; check that the database is up, and call start() again.",
      "the selection of events {"ids":[]} is refused. Select by { ids: [...] } with at least one id, by { topic }, or say { all: true }.",
      "the data of event 'orders' does not fit its schema: a.b: too much. Data is validated as it travels, as JSON: there a Date is a string.",
      "event 'orders' was not published: its data is undefined, which JSON cannot carry. Publish null.",
      "event 'orders' was not published: the unit of work around this call is ending already. Probably an await is missing inside unitOfWork.run(...); work that is meant to outlive it can ask for a unit of its own with { unitOfWork: 'own' }.",
    ]
  `)
})
