import { DaprError } from './dapr-error.ts'

/** Where a request wants to publish. */
export interface Destination {
  readonly pubsubName: string
  readonly topic: string
}

export function pubsubNotFound(
  pubsubName: string,
  metadata: Readonly<Record<string, string>>,
): DaprError {
  return new DaprError({
    status: 404,
    errorCode: 'ERR_PUBSUB_NOT_FOUND',
    reason: 'NOT_FOUND',
    message: `pubsub ${pubsubName} is not found`,
    metadata,
  })
}

/** The broker refused, or the body is too large: daprd tells them apart by the message only. */
export function publishFailed({ pubsubName, topic }: Destination, error: string): DaprError {
  return new DaprError({
    status: 500,
    errorCode: 'ERR_PUBSUB_PUBLISH_MESSAGE',
    reason: 'PUBLISH_MESSAGE',
    message: `error when publishing to topic ${topic} in pubsub ${pubsubName}: ${error}`,
    metadata: { topic, error },
    pubsubName,
  })
}

export function invalidMetadata(
  pubsubName: string,
  metadata: Readonly<Record<string, string>>,
  error: string,
): DaprError {
  return new DaprError({
    status: 400,
    errorCode: 'ERR_PUBSUB_REQUEST_METADATA',
    reason: 'METADATA_DESERIALIZATION',
    message: `failed deserializing metadata. Error: ${error}`,
    metadata,
    pubsubName,
  })
}

/** Answered with 500, although it is the body's fault. */
export function noCloudEvent(pubsubName: string, appId: string, error: string): DaprError {
  return new DaprError({
    status: 500,
    errorCode: 'ERR_PUBSUB_CLOUD_EVENTS_SER',
    reason: 'CLOUD_EVENT_CREATION',
    message: 'cannot create cloudevent',
    metadata: { appID: appId, error },
    pubsubName,
  })
}

/** The three ways in which a bulk can be malformed, which share an error code. */
export type MalformedBulk = 'unmarshal' | 'event' | 'entry id'

export function malformedBulk(
  { pubsubName, topic }: Destination,
  appId: string,
  kind: MalformedBulk,
  error: string,
): DaprError {
  const [reason, message] = {
    unmarshal: [
      'UNMARSHAL_EVENTS',
      `error when unmarshaling the request for topic ${topic} pubsub ${pubsubName}: ${error}`,
    ],
    event: [
      'MARSHAL_ENVELOPE',
      `error when marshalling cloud event envelope for topic ${topic} pubsub ${pubsubName}: ${error}`,
    ],
    'entry id': [
      'MARSHAL_EVENTS',
      `error marshaling events to bytes for topic ${topic} pubsub ${pubsubName}. error: ${error}`,
    ],
  }[kind] as [string, string]
  return new DaprError({
    status: 400,
    errorCode: 'ERR_PUBSUB_EVENTS_SER',
    reason,
    message,
    metadata: kind === 'unmarshal' ? { appID: appId } : { appID: appId, error },
    pubsubName,
  })
}
