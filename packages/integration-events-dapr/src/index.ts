export { daprPublisher } from './dapr-publisher.ts'
export type { DaprClientLike } from './client/dapr-client.ts'
export type { DaprPublisherOptions } from './dapr-publisher-options.ts'
export {
  DaprAnswerError,
  DaprComponentMissingError,
  DaprSidecarUnavailableError,
  DaprTokenError,
} from './errors/index.ts'
