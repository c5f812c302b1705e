import type { Field, Model } from './model.ts'

const seq: Field = { name: 'seq', type: 'BigInt', isId: true }
const eventId: Field = { name: 'eventId', type: 'Uuid', isOptional: true }
const topic: Field = { name: 'topic', type: 'String' }
const key: Field = { name: 'key', type: 'String', isOptional: true }
const attempts: Field = { name: 'attempts', type: 'Int' }
const lastError: Field = { name: 'lastError', type: 'String', isOptional: true }
const time = (name: string): Field => ({
  name,
  type: 'BigInt',
  about: "Epoch milliseconds by the database's clock.",
})
const deliveryDate: Field = {
  ...time('deliveryDate'),
  isOptional: true,
  about: 'When it was replayed: epoch milliseconds, by which it counts as new.',
}

/** The event log's tables. What they really are, the migrations say: a test compares the two. */
export const models: readonly Model[] = [
  {
    name: 'IntegrationEventLog',
    table: 'log',
    about: 'What was published, written once. Only here = published and delivered.',
    fields: [
      { ...seq, default: 'autoincrement' },
      { name: 'id', type: 'Uuid' },
      topic,
      { name: 'type', type: 'String' },
      { name: 'source', type: 'String' },
      key,
      { name: 'headers', type: 'String', about: 'JSON.' },
      { name: 'data', type: 'String', about: 'JSON.' },
      { name: 'time', type: 'BigInt', about: 'Epoch milliseconds, as the event says.' },
      { ...time('createdAt'), default: 'expression' },
      {
        name: 'transactionId',
        type: 'BigInt',
        default: 'expression',
        onlyOn: 'postgresql',
        about: 'With seq an order that concurrent commits cannot make a reader skip.',
      },
    ],
  },
  {
    name: 'IntegrationEventQueue',
    table: 'queue',
    about: 'What is to be sent: pending, or in progress while its session lives.',
    fields: [
      seq,
      topic,
      key,
      { name: 'session', type: 'BigInt', isOptional: true },
      { ...attempts, default: 0 },
      { name: 'alone', type: 'Boolean', default: false },
      lastError,
      deliveryDate,
    ],
  },
  {
    name: 'IntegrationEventWaiting',
    table: 'waiting',
    about: 'What waits for a retry or a date.',
    fields: [seq, eventId, topic, key, attempts, time('availableAt'), lastError, deliveryDate],
    index: 'availableAt',
  },
  {
    name: 'IntegrationEventExhausted',
    table: 'exhausted',
    about: 'What is no longer tried.',
    fields: [
      seq,
      eventId,
      topic,
      key,
      attempts,
      { name: 'lastError', type: 'String' },
      time('exhaustedAt'),
    ],
    index: 'exhaustedAt',
  },
  {
    name: 'IntegrationEventClosed',
    table: 'closed',
    about: 'What will never be sent, and why.',
    fields: [
      seq,
      eventId,
      topic,
      key,
      { name: 'state', type: 'String', about: '`cancelled`, `skipped` or `discarded`.' },
      { name: 'reason', type: 'String' },
      time('closedAt'),
    ],
    index: 'closedAt',
  },
  {
    name: 'IntegrationEventSession',
    table: 'session',
    about: 'One row per leased session of a process.',
    fields: [
      { name: 'id', type: 'BigInt', isId: true },
      { name: 'label', type: 'String' },
      time('startedAt'),
      time('leaseUntil'),
      { ...time('endedAt'), isOptional: true },
      { name: 'expired', type: 'Boolean', default: false },
    ],
  },
  {
    name: 'IntegrationEventMeta',
    table: 'meta',
    about: 'One row about the log itself.',
    fields: [
      { name: 'singleton', type: 'Boolean', isId: true, default: true },
      { name: 'logId', type: 'String' },
      { name: 'source', type: 'String', isOptional: true },
      { name: 'schemaVersion', type: 'Int' },
      { name: 'lastSession', type: 'BigInt', default: 0 },
    ],
  },
  {
    name: 'IntegrationEventInbox',
    table: 'inbox',
    about: 'Which consumer has handled which event, or has tried to.',
    fields: [
      { name: 'consumer', type: 'String' },
      { name: 'eventId', type: 'String' },
      { name: 'source', type: 'String' },
      { ...attempts, default: 0 },
      {
        ...time('handledAt'),
        isOptional: true,
        about: "Epoch milliseconds by the database's clock; null while there were only attempts.",
      },
      time('expiresAt'),
    ],
    id: ['consumer', 'eventId', 'source'],
    index: 'expiresAt',
  },
]
