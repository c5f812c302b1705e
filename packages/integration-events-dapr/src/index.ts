export { daprPublisher } from './publisher/dapr-publisher.ts'
export type { DaprClientLike } from './publisher/client/dapr-client.ts'
export type { DaprPublisherOptions } from './publisher/dapr-publisher-options.ts'
export {
  DaprAnswerError,
  DaprBodyAlreadyReadError,
  DaprComponentMissingError,
  DaprHeaderError,
  DaprSidecarUnavailableError,
  DaprTokenError,
} from './errors/index.ts'
export type { ExpressHandler } from './subscription/adapters/express-adapter.ts'
export type {
  FastifyPlugin,
  FastifyReplyLike,
  FastifyRequestLike,
  FastifyScopeLike,
} from './subscription/adapters/fastify-adapter.ts'
export type { FetchHandler } from './subscription/adapters/fetch-adapter.ts'
export type { NodeListener } from './subscription/adapters/node-adapter.ts'
export type {
  BulkSubscribeOptions,
  DaprSubscriptionOptions,
  UndeliverablePolicy,
} from './subscription/core/dapr-subscription-options.ts'
export type { SubscriptionEntry } from './subscription/core/subscription-entry.ts'
export type {
  SubscriptionAnswer,
  SubscriptionRequest,
} from './subscription/core/subscription-request.ts'
export type { SubscriptionStats } from './subscription/core/subscription-stats.ts'
export { joinDaprSubscriptions } from './subscription/join-dapr-subscriptions.ts'
export { type DaprSubscription, daprSubscription } from './subscription/dapr-subscription.ts'
