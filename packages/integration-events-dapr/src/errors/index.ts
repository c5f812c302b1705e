export { DaprAnswerError } from './dapr-answer-error.ts'
export { DaprComponentMissingError } from './dapr-component-missing-error.ts'
export { DaprSidecarUnavailableError } from './dapr-sidecar-unavailable-error.ts'
export { DaprTokenError } from './dapr-token-error.ts'
