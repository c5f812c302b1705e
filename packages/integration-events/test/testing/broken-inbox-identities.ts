import type { InboxDelivery, InboxKey } from '../../src/contracts/inbox.ts'
import { recordKey } from '../../src/in-memory/in-memory-inbox-records.ts'
import type { InMemoryInboxInsides } from '../in-memory/in-memory-inbox-harness.ts'
import { type BrokenInbox, delivering, takingBack } from './broken-inbox.ts'

const texts = 'no text of a consumer, source or id is taken for another'
const ownRecords = 'consumers, sources and ids have records of their own'
const ownAttempts =
  'attempts are counted, taken back and forgotten for each consumer, source and id alone'

export const brokenInboxIdentities: readonly BrokenInbox[] = [
  ...(['consumer', 'source', 'id'] as const).map((text): BrokenInbox => ({
    does: `tells no ${text} from another`,
    breakInbox: (insides) => delivering(insides, (delivery) => ({ ...delivery, [text]: 'any' })),
    fails: [ownRecords, ownAttempts],
    andOthers: true,
  })),
  ...(['consumer', 'source', 'id'] as const).flatMap((name) =>
    [
      alike('case', (text) => text.toLowerCase()),
      alike('spaces around it', (text) => text.trim()),
      alike('accents written in two ways', (text) => text.normalize()),
      alike('what stands beyond its 254th character', (text) => text.slice(0, 254)),
      alike('what is not ASCII', (text) => text.replace(/[^\p{ASCII}]/gu, '?')),
    ].map(({ what, change }): BrokenInbox => ({
      does: `does not tell a ${name} by ${what}`,
      breakInbox: (insides) =>
        delivering(insides, (delivery) => ({ ...delivery, [name]: change(delivery[name]) })),
      fails: [texts],
    })),
  ),
  ...['', ' ', '/', '|', ':', ','].map((separator): BrokenInbox => ({
    does: `runs the three texts together with '${separator}'`,
    breakInbox: (insides) =>
      confusing(insides, ({ consumer, source, id }) => [consumer, source, id].join(separator)),
    fails: ['the three texts are not run together'],
  })),
  {
    does: 'counts the attempts of all consumers together',
    breakInbox: (insides) => ({
      beginAttempt: async (delivery) => {
        const answer = await insides.inbox.beginAttempt(delivery)
        if (typeof answer === 'string') return answer
        return [...insides.records.rows.values()]
          .filter(({ id, consumer }) => id === delivery.id && consumer !== delivery.consumer)
          .reduce((total, { attempts }) => total + attempts, answer)
      },
    }),
    fails: [
      ownAttempts,
      'an open record keeps nobody from other events, and other consumers from none',
    ],
  },
  {
    does: 'takes an attempt of all consumers back',
    breakInbox: (insides) =>
      takingBack(
        insides,
        (row, { source, id }) =>
          row.source === source && row.id === id && !row.handled && row.attempts > 0,
      ),
    fails: [ownAttempts],
  },
  {
    does: 'forgets the attempts of all consumers',
    breakInbox: ({ records }) => ({
      forgetAttempts: async ({ source, id }) => {
        for (const [key, row] of records.rows) {
          if (row.source === source && row.id === id && !row.handled) records.rows.delete(key)
        }
      },
    }),
    fails: [ownAttempts],
  },
]

interface Alike {
  readonly what: string
  readonly change: (text: string) => string
}

function alike(what: string, change: (text: string) => string): Alike {
  return { what, change }
}

/** Takes deliveries of which the same is said for one. */
function confusing(
  { inbox }: InMemoryInboxInsides,
  say: (key: InboxKey) => string,
): ReturnType<BrokenInbox['breakInbox']> {
  const known = new Map<string, string>()
  const isTaken = (delivery: InboxDelivery): boolean => {
    const said = say(delivery)
    const first = known.get(said) ?? recordKey(delivery)
    known.set(said, first)
    return first !== recordKey(delivery)
  }
  return {
    record: async (transaction, delivery) =>
      isTaken(delivery) ? 'handled' : await inbox.record(transaction, delivery),
  }
}
