import type { ResolvedDaprPublisherOptions } from '../dapr-publisher-options.ts'
import type { DaprRoute } from '../dapr-route.ts'
import { BulkPublish } from '../publish/bulk-publish.ts'
import { publishSingle } from '../publish/single-publish.ts'
import { Sidecar } from './sidecar.ts'
import { waitForSidecar } from './wait-for-sidecar.ts'

/** Over the sidecar's HTTP API. */
export function sidecarRoute(options: ResolvedDaprPublisherOptions): DaprRoute {
  const sidecar = new Sidecar(options.endpoint, options.apiToken)
  const bulk = new BulkPublish(sidecar, options)
  return {
    open: (signal) => waitForSidecar(sidecar, { ...options, signal }),
    publish: (event, signal) => publishSingle(sidecar, options, event, signal),
    ...(options.bulk ? { publishTogether: (events, signal) => bulk.publish(events, signal) } : {}),
    close: () => sidecar.close(),
  }
}
