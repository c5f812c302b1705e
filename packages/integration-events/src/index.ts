// The bus.
export { createIntegrationEventBus } from './bus/create-integration-event-bus.ts'
export type { ExhaustedEvents, ListExhaustedOptions } from './bus/exhausted-events.ts'
export type {
  DrainOptions,
  IntegrationEventBus,
  SettledOptions,
  StopOptions,
} from './bus/integration-event-bus.ts'
export type { PublishedEvent, PublishOptions } from './bus/publish-options.ts'
export type { DeliveryClock as Clock } from './delivery/delivery-clock.ts'
export type { DrainResult } from './delivery/drain-run.ts'
export type { ExhaustedDelivery, ExhaustedHook } from './delivery/exhausted-events.ts'
export type {
  BusOptions,
  CleaningOptions,
  DeliveryTuningOptions,
  RetryOptions,
} from './options/bus-options.ts'
export { type Duration, millisecondsIn } from './options/duration.ts'

// Events.
export {
  type CloudEventAttributes,
  cloudEventAttributes,
  cloudEventJson,
} from './event/cloud-event.ts'
export { withDeliveryDate } from './event/delivery-date.ts'
export {
  defineEvent,
  type DefineEventOptions,
  type DefineEventWithSchemaOptions,
} from './event/define-event.ts'
export type { EventDefinition, EventKey } from './event/event-definition.ts'
export type {
  ClassEventData,
  EventClass,
  EventInput,
  EventOutput,
  EventType,
} from './event/event-type.ts'
export { IntegrationEvent } from './event/integration-event.ts'
export type {
  SchemaInput,
  SchemaOutput,
  StandardSchema,
  StandardSchemaIssue,
  StandardSchemaResult,
} from './event/standard-schema.ts'
export type { TraceContext } from './event/trace-context.ts'

// Subscribers.
export { createSubscriber } from './subscriber/create-subscriber.ts'
export type { EventReceiver, HandleOptions } from './subscriber/event-receiver.ts'
export type {
  HandlerOptions,
  HandlerRetryPolicy,
  InboxHandlerOptions,
} from './subscriber/handler-options.ts'
export type {
  EventHandler,
  HandlerContext,
  InboxEventHandler,
  InboxHandlerContext,
  ReceivedEvent,
} from './subscriber/received-event.ts'
export type { HandlingVerdict } from './subscriber/handling/handling.ts'
export type { HandlerVerdict, RegisteredHandler } from './subscriber/registered-handler.ts'
export type {
  HandlerObject,
  HandlerRegistration,
  InboxHandlerRegistration,
  InboxSubscriber,
  Subscriber,
} from './subscriber/subscriber.ts'
export type { InboxSubscriberOptions } from './subscriber/subscriber-options.ts'

export {
  type HandlingMethod,
  Topic,
  type TopicDecorator,
  type TopicOptions,
} from './subscriber/topic.ts'

// Without a broker, and without a database.
export {
  type InMemoryInbox,
  inMemoryInbox,
  type InMemoryInboxOptions,
} from './in-memory/in-memory-inbox.ts'
export { type InMemoryEventLog, inMemoryEventLog } from './in-memory/in-memory-event-log.ts'
export type { InMemoryEventLogOptions } from './in-memory/in-memory-event-log-options.ts'
export { type InProcessTransport, inProcessTransport } from './in-memory/in-process-transport.ts'
export type { InProcessTransportOptions } from './in-memory/in-process/in-process-transport-options.ts'

// What stores, transports and loggers implement.
export type {
  AppendedEvent,
  ClaimedEvent,
  ClaimRequest,
  ClaimResult,
  EventLog,
  EventLogDescription,
  EventLogOpenOptions,
  EventLogStats,
  EventSelection,
  EventToAppend,
  ExhaustedEvent,
  ExpireRequest,
  ExpireResult,
  RenewResult,
  Sequence,
  SessionId,
  Settlement,
  SettleResult,
  SuspectEvent,
  UndecodableEvent,
} from './contracts/event-log.ts'
export type { Inbox, InboxDelivery, InboxKey, InboxRefusal } from './contracts/inbox.ts'
export type { LogFields, Logger } from './contracts/logger.ts'
export { guardedLogger } from './options/guarded-logger.ts'
export type { OutgoingEvent } from './contracts/outgoing-event.ts'
export type { Publisher, PublishContext, PublishOutcome } from './contracts/publisher.ts'

// Errors.
export {
  BusOptionError,
  BusStoppedError,
  ConcurrentDeliveryError,
  DeliveryInsideUnitOfWorkError,
  DeliveryStoppedError,
  DifferentDatabasesError,
  DuplicateTopicError,
  EventDataError,
  EventDefinitionError,
  EventLogOwnedByAnotherApplicationError,
  EventLogTablesMissingError,
  EventLogTimeoutError,
  EventLogUnavailableError,
  EventLogVersionError,
  EventSelectionError,
  EventValidationError,
  type EventValidationIssue,
  HandlerAttemptsError,
  HandlerTimeoutError,
  InboxTablesMissingError,
  InboxUnavailableError,
  IntegrationEventsError,
  type IntegrationEventsErrorOptions,
  InvalidTopicError,
  MalformedEventError,
  NotDeliveringError,
  OutsideInboxWindowError,
  OutsideUnitOfWorkError,
  PublishAbandonedError,
  PublisherAnswerError,
  PublishOptionError,
  PublishTimeoutError,
  SecondConnectionError,
  SettledTimeoutError,
  SubscriptionError,
  UnitOfWorkEndedError,
  UnknownBusError,
} from './errors/index.ts'
