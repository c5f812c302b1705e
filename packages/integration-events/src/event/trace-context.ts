/** The trace that an event belongs to, in the form of W3C Trace Context. */
export interface TraceContext {
  readonly traceparent?: string
  readonly tracestate?: string
}
