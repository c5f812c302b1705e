import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type AppSubscription, readSubscriptions } from './app-subscription.ts'
import { readBody } from './read-body.ts'

/** Where the application behind a sidecar is, and how its deliveries are treated. */
export interface ApplicationOptions {
  /** On 127.0.0.1. */
  readonly port: number
  /** Sent as `dapr-api-token`. Default: none. */
  readonly apiToken?: string
  /**
   * How often a delivery that failed is tried again, as by a retry policy of the component's inbound
   * side. Default 0, as without any.
   */
  readonly maxRetries?: number
}

export interface AppAnswer {
  readonly status: number
  readonly body: string
}

interface AppRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** The application behind the double. */
export class Application {
  readonly maxRetries: number
  readonly #appId: string
  readonly #options: ApplicationOptions

  constructor(appId: string, options: ApplicationOptions) {
    this.#appId = appId
    this.#options = options
    this.maxRetries = options.maxRetries ?? 0
  }

  /** What it subscribes to, as soon as it listens. An answer other than 200 means: to nothing. */
  async subscriptions(signal: AbortSignal): Promise<readonly AppSubscription[]> {
    const headers = { 'dapr-app-id': this.#appId, 'content-type': 'application/json' }
    while (!signal.aborted) {
      const answer = await this.call({ method: 'GET', path: '/dapr/subscribe', headers }, signal)
      if (answer !== undefined) return answer.status === 200 ? readSubscriptions(answer.body) : []
      await sleep(100, undefined, { signal }).catch(() => {})
    }
    return []
  }

  /** Undefined where the connection fails, also because `signal` is aborted. */
  async call(
    { body = '', headers, method, path }: AppRequest,
    signal: AbortSignal,
  ): Promise<AppAnswer | undefined> {
    const { apiToken, port } = this.#options
    const token = apiToken === undefined ? {} : { 'dapr-api-token': apiToken }
    const bytes = Buffer.from(body)
    try {
      const sent = request({
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: { ...headers, ...token, 'content-length': bytes.length },
        agent: false,
        signal,
      }).end(bytes)
      const [response] = (await once(sent, 'response')) as [IncomingMessage]
      return { status: response.statusCode ?? 0, body: (await readBody(response)).toString('utf8') }
    } catch {
      return undefined
    }
  }
}
