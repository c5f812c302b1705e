/** The trace that an event belongs to, in the form of W3C Trace Context. */
export interface TraceContext {
  /** The trace and the span, for example `00-<trace id>-<span id>-01`. Default: none. */
  readonly traceparent?: string
  /** What the tracing systems add of their own. Default: none. */
  readonly tracestate?: string
}
