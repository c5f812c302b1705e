import { cleanPath, queryUnescape } from './url-text.ts'

/** What a request is for. */
export type Route = PublishRoute | OtherRoute

export interface PublishRoute {
  readonly kind: 'publish' | 'bulk'
  readonly pubsubName: string
  readonly topic: string
}

export interface OtherRoute {
  readonly kind: 'health' | 'outbound health' | 'metadata' | 'none'
}

const bulk = /^\/v1\.0(-alpha1)?\/publish\/bulk\/([^/]+)\/(.+)$/
const publish = /^\/v1\.0\/publish\/([^/]+)\/(.+)$/

const reads: Readonly<Record<string, OtherRoute>> = {
  '/v1.0/healthz': { kind: 'health' },
  '/v1.0/healthz/outbound': { kind: 'outbound health' },
  '/v1.0/metadata': { kind: 'metadata' },
}

/**
 * A sidecar without a stable route for bulks takes `bulk` for the name of a component.
 *
 * @throws URIError for a path with a broken escape.
 */
export function routeOf(method: string, path: string, stableBulk: boolean): Route {
  const clean = cleanPath(path)
  if (method === 'GET') return reads[clean] ?? { kind: 'none' }
  if (method !== 'POST' && method !== 'PUT') return { kind: 'none' }
  const [, alpha, bulkName, bulkTopic] = bulk.exec(clean) ?? []
  if (bulkName !== undefined && bulkTopic !== undefined && (stableBulk || alpha !== undefined)) {
    return destination('bulk', bulkName, bulkTopic)
  }
  const [, name, topic] = publish.exec(clean) ?? []
  if (name === undefined || topic === undefined) return { kind: 'none' }
  return destination('publish', name, topic)
}

function destination(kind: 'publish' | 'bulk', pubsubName: string, topic: string): Route {
  return { kind, pubsubName: queryUnescape(pubsubName), topic: queryUnescape(topic) }
}
