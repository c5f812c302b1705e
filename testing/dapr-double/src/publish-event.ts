import { type Answer, noContent } from './answer.ts'
import { cloudEventOf, type EventRequest, Panic } from './cloud-event.ts'
import { asksForRawPayload, type PublishCall } from './publish-call.ts'
import { noCloudEvent, publishFailed } from './publish-errors.ts'
import { writeJson } from './write-json.ts'

/** Publishes one event. @throws DaprError as the answer, or Panic. */
export function publishEvent(call: PublishCall): Answer {
  const { bodyError, metadata, pubsubName, topic } = call
  if (bodyError !== undefined) throw publishFailed(call, bodyError)
  const event = asksForRawPayload(call) ? call.body.toString('utf8') : storedEvent(call)
  const error = call.broker.publish({ pubsubName, topic, event, metadata })
  if (error !== undefined) throw publishFailed(call, error)
  return noContent
}

/** The CloudEvent's JSON as it is stored. @throws DaprError if the body is none. */
export function storedEvent(request: EventRequest): string {
  try {
    return writeJson(cloudEventOf(request))
  } catch (error) {
    if (error instanceof Panic) throw error
    throw noCloudEvent(request.pubsubName, request.appId, (error as Error).message)
  }
}
