export type { ApplicationOptions } from './application.ts'
export {
  type DaprDouble,
  type RecordedRequest,
  startDaprDouble,
  type StartDaprDoubleOptions,
} from './dapr-double.ts'
export type { DaprFault, FaultInForce } from './dapr-fault.ts'
export { daprdOnRedis } from './daprd-on-redis.ts'
export type { Delivery, DeliveryOutcome } from './delivery.ts'
export type { DeliveryFault } from './delivery-fault.ts'
export { type Daprd, startDaprd, type StartDaprdOptions } from './daprd.ts'
export { redisPubsub } from './daprd-resources.ts'
export { findDaprd } from './find-daprd.ts'
export { findProgram } from './find-program.ts'
export { startRedis } from './redis-process.ts'
export {
  type SidecarKind,
  sidecarKinds,
  type SidecarOptions,
  skipIfMissing,
  startUnlessMissing,
  type TestedSidecar,
} from './sidecar-kinds.ts'
export type { DoublePubsub } from './sidecar-settings.ts'
export type { StoredMessage } from './stored-message.ts'
