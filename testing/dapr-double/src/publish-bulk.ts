import { type Answer, noContent } from './answer.ts'
import { type BulkEntry, bytesOf, readBulk } from './bulk-entry.ts'
import { asksForRawPayload, type PublishCall } from './publish-call.ts'
import { malformedBulk, publishFailed } from './publish-errors.ts'
import { storedEvent } from './publish-event.ts'
import { headerText } from './header-text.ts'
import { childOf } from './span.ts'
import type { StoredMessage } from './stored-message.ts'

interface Message {
  readonly entryId: string
  readonly message: StoredMessage
}

interface FailedEntry {
  readonly entryId: string
  readonly error: string
}

/** Publishes a bulk: all of it or none is malformed. @throws DaprError as the answer, or Panic. */
export function publishBulk(call: PublishCall): Answer {
  const raw = asksForRawPayload(call)
  const entries = entriesIn(call)
  const bodies = bodiesOf(entries, call)
  const messages = entries.map((entry, index) => messageOf(entry, bodies[index]!, call, raw))
  // One by one means in no order: whoever counts on one shall find none.
  const sequence = call.nativeBulk ? messages : messages.toReversed()
  const failed = sequence.flatMap(({ entryId, message }): FailedEntry[] => {
    const error = call.broker.publish(message)
    return error === undefined ? [] : [{ entryId, error }]
  })
  return failed.length === 0 ? noContent : partialFailure(call, failed)
}

function entriesIn(call: PublishCall): BulkEntry[] {
  try {
    if (call.bodyError !== undefined) throw new Error(call.bodyError)
    return readBulk(call.body.toString('utf8'))
  } catch (error) {
    throw malformedBulk(call, call.appId, 'unmarshal', (error as Error).message)
  }
}

function bodiesOf(entries: readonly BulkEntry[], call: PublishCall): Buffer[] {
  const known = new Set<string>()
  return entries.map((entry) => {
    const body = bodyOf(entry, call)
    if (entry.entryId === '' || known.has(entry.entryId)) {
      const error = 'entryId is duplicated or not present for entry'
      throw malformedBulk(call, call.appId, 'entry id', error)
    }
    known.add(entry.entryId)
    return body
  })
}

function bodyOf(entry: BulkEntry, call: PublishCall): Buffer {
  try {
    return bytesOf(entry)
  } catch (error) {
    throw malformedBulk(call, call.appId, 'event', (error as Error).message)
  }
}

function messageOf(
  { contentType, entryId, metadata: own }: BulkEntry,
  body: Buffer,
  call: PublishCall,
  raw: boolean,
): Message {
  const { appId, pubsubName, topic } = call
  // The request's metadata reach an entry only if it brings some of its own, be they empty.
  const metadata = own === undefined ? {} : { ...call.metadata, ...own }
  const span = call.tracing ? childOf(call.span) : call.span
  const event = raw
    ? body.toString('utf8')
    : storedEvent({ appId, pubsubName, topic, contentType, body, metadata, span })
  // A native bulk lays the request's metadata over each entry's once more, as Kafka's does.
  const stored = call.nativeBulk ? { ...metadata, ...call.metadata } : metadata
  return { entryId, message: { pubsubName, topic, event, metadata: stored } }
}

/** The failures stand in a header, too, which may overflow what a client reads of headers. */
function partialFailure(call: PublishCall, failedEntries: readonly FailedEntry[]): Answer {
  const { message } = publishFailed(call, failedEntries[0]!.error)
  const body = JSON.stringify({ failedEntries, errorCode: 'ERR_PUBSUB_PUBLISH_MESSAGE' })
  return {
    status: 500,
    headers: {
      'content-type': 'application/json',
      'metadata.responsedata': headerText(body),
      'metadata.error': headerText(`api error: code = Internal desc = ${message}`),
    },
    body,
  }
}
