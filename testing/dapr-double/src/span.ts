import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** What daprd writes of a span into a CloudEvent. Both are empty if there is no trace. */
export interface Span {
  readonly traceparent: string
  readonly tracestate: string
}

export const noSpan: Span = { traceparent: '', tracestate: '' }

const pattern = /^(?!ff)[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(?:-.*)?$/

const noTrace = `00-${'0'.repeat(32)}-${'0'.repeat(16)}-00`

/** The span that a request comes with; without tracing it is the sidecar's own, too. */
export function spanIn({ traceparent, tracestate }: IncomingHttpHeaders): Span {
  const [, ...ids] = pattern.exec(String(traceparent)) ?? []
  if (ids.length === 0) return noSpan
  return { traceparent: `00-${ids.join('-')}`, tracestate: String(tracestate ?? '') }
}

/** A span below another, or one that begins a sampled trace. */
export function childOf({ traceparent, tracestate }: Span): Span {
  const [, traceId = randomBytes(16).toString('hex'), , flags = '01'] =
    pattern.exec(traceparent) ?? []
  return { traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-${flags}`, tracestate }
}

/** The headers by which daprd tells a span to a caller, or to the application. */
export function spanHeaders({ traceparent, tracestate }: Span): Record<string, string> {
  return {
    traceparent: traceparent === '' ? noTrace : traceparent,
    ...(tracestate === '' ? {} : { tracestate }),
  }
}
