/** What the sidecar answers a request with. */
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export const noContent: Answer = { status: 204 }

/** An answer in plain text, as Go's `http.Error` gives it. */
export function plainText(status: number, text: string): Answer {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
    body: `${text}\n`,
  }
}
