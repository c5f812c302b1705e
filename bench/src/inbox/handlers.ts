import {
  createSubscriber,
  defineEvent,
  type EventReceiver,
  type HandlerVerdict,
  type Inbox,
  type OutgoingEvent,
} from 'integration-events'
import type { UnitOfWork } from 'uow'
import { type Contender, inParallel, interleave, perSecond } from '../measure.ts'
import { printRatios } from '../print.ts'
import { sampleEvent } from '../sample-event.ts'

const events = 500
const OrderPlaced = defineEvent('orders.placed')
const { signal } = new AbortController()

export interface HandlerComparison<Tx> {
  readonly where: string
  readonly lanes: number
  readonly rounds: number
  readonly unitOfWork: UnitOfWork<Tx>
  readonly inbox: Inbox
  /** What the handler may do: the least there is, and what is more usual. */
  readonly work: Readonly<Record<'writes one row' | 'reads one row and writes one', Work<Tx>>>
}

type Work<Tx> = (tx: Tx, id: string) => Promise<unknown>

/** The same handler in a unit of work, without an inbox and with one. */
export async function compareHandlers<Tx>(comparison: HandlerComparison<Tx>): Promise<void> {
  for (const [does, work] of Object.entries(comparison.work)) await compare(comparison, does, work)
}

async function compare<Tx>(
  { where, lanes, rounds, unitOfWork, inbox }: HandlerComparison<Tx>,
  does: string,
  bill: Work<Tx>,
): Promise<void> {
  const plain = createSubscriber().on(OrderPlaced, ({ id }) => unitOfWork.run((tx) => bill(tx, id)))
  const withInbox = createSubscriber({ unitOfWork, inbox }).on(
    OrderPlaced,
    { consumer: 'billing' },
    ({ id }, { tx }) => bill(tx, id),
  )
  const counting = createSubscriber({ unitOfWork, inbox }).on(
    OrderPlaced,
    { consumer: 'counting', retry: { maxAttempts: 5 } },
    ({ id }, { tx }) => bill(tx, id),
  )
  let handled: readonly OutgoingEvent[] = []
  const contender = (
    name: string,
    receiver: EventReceiver,
    next: () => readonly OutgoingEvent[],
  ): Contender => ({
    name,
    run: () => {
      const given = next()
      return perSecond(events, () =>
        inParallel(events, lanes, async (turn) =>
          done(await receiver.handle(given[turn]!, { signal })),
        ),
      )
    },
  })
  const fresh = (): readonly OutgoingEvent[] => Array.from({ length: events }, sampleEvent)
  const medians = await interleave(
    [
      contender('in a unit of work of its own', plain, fresh),
      contender('with an inbox', withInbox, () => (handled = fresh())),
      contender('with an inbox and retry.maxAttempts', counting, fresh),
      contender('with an inbox, what was handled before', withInbox, () => handled),
    ],
    rounds,
  )
  await Promise.all([withInbox.stop(), counting.stop()])
  printRatios(`A handler that ${does}, ${where}, ${lanes} at once`, 'events/s', medians)
}

function done(verdicts: readonly HandlerVerdict[]): void {
  for (const verdict of verdicts) if (verdict.status !== 'done') throw verdict.error
}
