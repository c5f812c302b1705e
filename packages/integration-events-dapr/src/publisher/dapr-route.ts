import type { OutgoingEvent, PublishOutcome } from 'integration-events'

/** One way to a sidecar. */
export interface DaprRoute {
  /**
   * Resolves when the sidecar can publish, and has the component.
   *
   * @throws DaprSidecarUnavailableError, DaprTokenError, DaprComponentMissingError
   */
  open(signal: AbortSignal): Promise<void>
  /** Publishes one event; never rejects. */
  publish(event: OutgoingEvent, signal: AbortSignal): Promise<PublishOutcome>
  /**
   * Publishes events of one topic by one call, in any order. Resolves with undefined when the call as
   * a whole was refused, so that nothing was published and only single calls can tell which event is
   * to blame. Left out by a way that can't tell what became of each event.
   */
  publishTogether?(
    events: readonly OutgoingEvent[],
    signal: AbortSignal,
  ): Promise<readonly PublishOutcome[] | undefined>
  close(): void
}
