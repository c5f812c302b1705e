import { deepEqual, equal } from 'node:assert/strict'
import type { InboxDelivery } from '../../contracts/inbox.ts'
import type { InboxHarness } from '../inbox-harness.ts'
import type { InboxCase } from './inbox-case.ts'
import { deliver, expectRows, record, replicasOf, rowOf } from './scene.ts'

/** What might part the three texts in a key that is one text. */
const separators = [' ', '/', '|', ':', ',', ';', '.', '-', '_', '#', '\n', '\t', '","', "','"]

/** Texts that are easily taken for each other, or for something else than a text. */
const oddTexts = [
  "it's",
  '"quoted"',
  'back\\slash',
  '%',
  '_',
  '$1',
  '?',
  ' ',
  'billing ',
  ' billing',
  'Billing',
  'caf\u00e9',
  'cafe\u0301',
  '請求書',
  '🧾',
  'https://shop.example/orders?of=today&by=all#42',
  "'); drop table inbox; --",
  `${'x'.repeat(254)}1`,
  `${'x'.repeat(254)}2`,
]

export const identityCases: readonly InboxCase[] = [
  {
    name: 'consumers, sources and ids have records of their own',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const deliveries = await deliverAll(harness, (one) =>
        ['billing', 'mailing'].flatMap((consumer) =>
          ['shop', 'warehouse'].flatMap((source) =>
            ['1', '2'].map((id) => ({ ...one, consumer, source, id })),
          ),
        ),
      )
      for (const [index, delivery] of deliveries.entries()) {
        equal(await record(first, delivery), 'recorded')
        await expectRows(
          harness,
          deliveries.slice(0, index + 1).map((each) => rowOf(each)),
        )
      }
      for (const delivery of deliveries) equal(await record(second, delivery), 'handled')
    },
  },
  {
    name: 'no text of a consumer, source or id is taken for another',
    async check(harness) {
      await expectOwnRecords(
        harness,
        await deliverAll(harness, (one) =>
          oddTexts.flatMap((text) => [
            { ...one, consumer: text },
            { ...one, source: text },
            { ...one, id: text },
          ]),
        ),
      )
    },
  },
  {
    name: 'the three texts are not run together',
    async check(harness) {
      await expectOwnRecords(
        harness,
        await deliverAll(harness, (one) => [
          { ...one, consumer: 'a', source: 'bc', id: 'd' },
          { ...one, consumer: 'ab', source: 'c', id: 'd' },
          { ...one, consumer: 'a', source: 'b', id: 'cd' },
          ...separators.flatMap((separator) => [
            { ...one, consumer: 'a', source: `b${separator}c`, id: 'd' },
            { ...one, consumer: `a${separator}b`, source: 'c', id: 'd' },
            { ...one, consumer: 'a', source: 'b', id: `c${separator}d` },
          ]),
        ]),
      )
    },
  },
  {
    name: 'attempts are counted, taken back and forgotten for each consumer, source and id alone',
    async check(harness) {
      const { inbox, secondInbox } = harness
      const deliveries = await deliverAll(harness, (one) => [
        { ...one, id: 'a' },
        { ...one, id: 'b' },
        { ...one, id: 'a', consumer: 'mailing' },
        { ...one, id: 'a', source: 'warehouse' },
      ])
      const [first, ...others] = deliveries
      for (const delivery of deliveries) equal(await inbox.beginAttempt(delivery), 1)
      for (const delivery of deliveries) equal(await secondInbox.beginAttempt(delivery), 2)
      const { consumer, source, id } = first!
      await inbox.withdrawAttempt({ consumer, source, id })
      for (const delivery of others) equal(await inbox.beginAttempt(delivery), 3)
      equal(await inbox.beginAttempt(first!), 2)
      await inbox.forgetAttempts({ consumer, source, id })
      equal(await inbox.beginAttempt(first!), 1)
      for (const delivery of others) equal(await inbox.beginAttempt(delivery), 4)
    },
  },
]

async function deliverAll(
  harness: InboxHarness,
  derive: (delivery: InboxDelivery) => readonly InboxDelivery[],
): Promise<readonly InboxDelivery[]> {
  return derive(await deliver(harness))
}

/** Demands that each has a record of its own, stored with exactly its texts. */
async function expectOwnRecords(
  harness: InboxHarness,
  deliveries: readonly InboxDelivery[],
): Promise<void> {
  const [first, second] = replicasOf(harness)
  const { inbox, unitOfWork } = first
  const answers = await unitOfWork.run(async () => {
    const given: unknown[] = []
    for (const each of deliveries) given.push(await inbox.record(unitOfWork.current()!, each))
    return given
  })
  deepEqual(
    answers,
    deliveries.map(() => 'recorded'),
  )
  await expectRows(
    harness,
    deliveries.map((each) => rowOf(each)),
  )
  for (const delivery of deliveries) equal(await record(second, delivery), 'handled')
}
