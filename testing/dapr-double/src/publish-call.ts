import type { Broker } from './broker.ts'
import type { Destination } from './publish-errors.ts'
import { invalidMetadata } from './publish-errors.ts'
import { isRawPayload } from './request-metadata.ts'
import type { Span } from './span.ts'

/** A request to publish, one event or a bulk, that names a component that there is. */
export interface PublishCall extends Destination {
  readonly appId: string
  readonly broker: Broker
  /** Whether the component takes a bulk as a whole, and in order. */
  readonly nativeBulk: boolean
  /** Whether each entry of a bulk gets a span of its own. */
  readonly tracing: boolean
  readonly span: Span
  /** The metadata in the query. */
  readonly metadata: Readonly<Record<string, string>>
  readonly contentType: string
  readonly body: Buffer
  /** Why the body could not be read to its end, if so. */
  readonly bodyError: string | undefined
}

/** Whether the body goes to the broker as it is. @throws DaprError if that can't be told. */
export function asksForRawPayload({ metadata, pubsubName }: PublishCall): boolean {
  try {
    return isRawPayload(metadata)
  } catch (error) {
    throw invalidMetadata(pubsubName, metadata, (error as Error).message)
  }
}
