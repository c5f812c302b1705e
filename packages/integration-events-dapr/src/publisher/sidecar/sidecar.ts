import { Agent as HttpAgent, type IncomingMessage, request as requestByHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestByHttps } from 'node:https'
import type { RequestOptions } from 'node:https'

export interface SidecarRequest {
  readonly method: 'GET' | 'POST'
  /** Below the endpoint, with its query. */
  readonly path: string
  readonly contentType?: string
  readonly body?: string
  readonly signal: AbortSignal
}

export interface SidecarAnswer {
  readonly status: number
  readonly body: string
}

/**
 * Dapr repeats a failed bulk answer in a header, which can be longer than the 16 KiB that Node takes:
 * the whole answer would be lost, with the events that did arrive.
 */
const maxHeaderSize = 1_048_576

/** The sidecar's HTTP API, over connections that are kept. */
export class Sidecar {
  readonly #endpoint: URL
  readonly #apiToken: string | undefined
  readonly #agent: HttpAgent
  readonly #send: typeof requestByHttp

  constructor(endpoint: URL, apiToken: string | undefined) {
    this.#endpoint = endpoint
    this.#apiToken = apiToken
    const isSecure = endpoint.protocol === 'https:'
    this.#agent = new (isSecure ? HttpsAgent : HttpAgent)({ keepAlive: true })
    this.#send = isSecure ? (requestByHttps as typeof requestByHttp) : requestByHttp
  }

  get endpoint(): string {
    return this.#endpoint.origin
  }

  get hasToken(): boolean {
    return this.#apiToken !== undefined
  }

  /** Rejects when there is no whole answer; see `wasNeverSent`. */
  request({ body, contentType, method, path, signal }: SidecarRequest): Promise<SidecarAnswer> {
    return new Promise((resolve, reject) => {
      const base = this.#endpoint.pathname.replace(/\/$/, '')
      const options: RequestOptions = {
        agent: this.#agent,
        method,
        path: `${base}${path}`,
        host: this.#endpoint.hostname.replaceAll(/[[\]]/g, ''),
        port: this.#endpoint.port,
        maxHeaderSize,
        signal,
        headers: {
          ...(this.#apiToken === undefined ? {} : { 'dapr-api-token': this.#apiToken }),
          ...(body === undefined
            ? {}
            : { 'content-type': contentType, 'content-length': Buffer.byteLength(body) }),
        },
      }
      const request = this.#send(options, (response) => {
        readAll(response).then(resolve, reject)
      })
      request.once('error', reject)
      request.end(body)
    })
  }

  /** Closes the connections that nobody uses. */
  close(): void {
    this.#agent.destroy()
  }
}

async function readAll(response: IncomingMessage): Promise<SidecarAnswer> {
  response.setEncoding('utf8')
  let body = ''
  for await (const chunk of response) body += chunk as string
  return { status: response.statusCode ?? 0, body }
}

const neverArrived: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

/** Whether a request that failed can't have reached the sidecar. */
export function wasNeverSent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && neverArrived.has(error.code)
}
