import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from './answer.ts'
import { Application, type ApplicationOptions } from './application.ts'
import { Broker } from './broker.ts'
import { Panic } from './cloud-event.ts'
import type { DaprFault, FaultInForce } from './dapr-fault.ts'
import { Deliveries } from './deliveries.ts'
import type { Delivery } from './delivery.ts'
import type { DeliveryFault } from './delivery-fault.ts'
import { readBody } from './read-body.ts'
import { answerTo, type ReceivedRequest } from './sidecar-api.ts'
import type { DoublePubsub, SidecarSettings } from './sidecar-settings.ts'
import type { StoredMessage } from './stored-message.ts'

export interface StartDaprDoubleOptions {
  /** Default: one named `pubsub`, without native bulks. */
  readonly pubsubs?: readonly DoublePubsub[]
  /** Default: requests need no token. */
  readonly apiToken?: string
  /** Default `app`. */
  readonly appId?: string
  /** False: only `/v1.0-alpha1` has bulks, as before daprd 1.17. Default true. */
  readonly stableBulk?: boolean
  /** Default true. */
  readonly outboundHealthy?: boolean
  /** Whether it traces every request. Default false, as without any configuration. */
  readonly tracing?: boolean
  /** The application to deliver to. Default: there is none. */
  readonly app?: ApplicationOptions
}

/** A request as it came. */
export interface RecordedRequest {
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/**
 * A double of a Dapr sidecar's publish/subscribe on 127.0.0.1, to the contract of daprd 1.18.3. Its
 * broker delivers to a subscription one message, or one bulk, after the other, as the one inside daprd
 * does; other than that one it keeps over a restart what was not settled, and a call to publish does
 * not wait for the deliveries before it.
 */
export interface DaprDouble extends AsyncDisposable {
  /** It stays the same over a restart. */
  readonly url: string
  readonly port: number
  /** Everything that the broker has, in the order in which it got it. */
  readonly stored: readonly StoredMessage[]
  /** Everything that was ever asked, whatever became of it. */
  readonly requests: readonly RecordedRequest[]
  /** How many connections were ever opened. */
  readonly connections: number
  /** Every message of a topic that the application subscribes to, in the order of their storing. */
  readonly deliveries: readonly Delivery[]
  /**
   * Resolves once each delivery has an outcome, which none gets while the sidecar is down, or when the
   * application no longer subscribes.
   */
  settled(): Promise<void>
  /** From now on the broker refuses the CloudEvents with these ids, and no others. */
  refuse(ids: readonly string[]): void
  /** How requests to publish are treated from now on; undefined: as usual. */
  fault(fault: DaprFault | undefined): FaultInForce
  /** How messages that are stored from now on are delivered; undefined: as usual. */
  deliveryFault(fault: DeliveryFault | undefined): void
  /**
   * The sidecar goes down: connections are refused, and those that stand are cut, also of deliveries,
   * which are made again when it is up.
   */
  stop(): Promise<void>
  /**
   * It is up again, on the same port; what is stored and recorded stays. Waits for the application,
   * and asks what it subscribes to.
   */
  start(): Promise<void>
}

/** @throws Error if the application answers with subscriptions that the double can't keep. */
export async function startDaprDouble(options: StartDaprDoubleOptions = {}): Promise<DaprDouble> {
  const settings: SidecarSettings = {
    pubsubs: options.pubsubs ?? [{ name: 'pubsub' }],
    apiToken: options.apiToken,
    appId: options.appId ?? 'app',
    stableBulk: options.stableBulk ?? true,
    outboundHealthy: options.outboundHealthy ?? true,
    tracing: options.tracing ?? false,
  }
  const double = new Double(settings, options.app)
  try {
    await double.start()
    return double
  } catch (error) {
    await double.stop()
    throw error
  }
}

/** What daprd reads of a request's first line and headers, with its defaults. */
const maximalHeaderBytes = 8_192

const publishing = /^\/+v1\.0(-alpha1)?\/+publish\//

class Double implements DaprDouble {
  readonly #settings: SidecarSettings
  readonly #broker: Broker
  readonly #deliveries: Deliveries | undefined
  readonly #requests: RecordedRequest[] = []
  #fault: { readonly fault: DaprFault; readonly reach: () => void } | undefined
  #server: Server | undefined
  #port = 0
  #connections = 0

  constructor(settings: SidecarSettings, app: ApplicationOptions | undefined) {
    this.#settings = settings
    const broker = new Broker((message) => this.#deliveries?.deliver(message))
    this.#broker = broker
    if (app === undefined) return
    const { appId, tracing } = settings
    this.#deliveries = new Deliveries({ app: new Application(appId, app), broker, tracing })
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get port(): number {
    return this.#port
  }

  get stored(): readonly StoredMessage[] {
    return this.#broker.stored
  }

  get requests(): readonly RecordedRequest[] {
    return this.#requests
  }

  get connections(): number {
    return this.#connections
  }

  get deliveries(): readonly Delivery[] {
    return this.#deliveries?.all ?? []
  }

  async settled(): Promise<void> {
    await this.#deliveries?.settled()
  }

  deliveryFault(fault: DeliveryFault | undefined): void {
    this.#deliveries?.mistreat(fault)
  }

  refuse(ids: readonly string[]): void {
    this.#broker.refuse(ids)
  }

  fault(fault: DaprFault | undefined): FaultInForce {
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>()
    this.#fault = fault === undefined ? undefined : { fault, reach }
    return { reached }
  }

  async start(): Promise<void> {
    if (this.#server !== undefined) return
    const server = createServer(
      { maxHeaderSize: maximalHeaderBytes },
      (request, response) => void this.#serve(request, response),
    )
    this.#server = server
    server.on('connection', () => this.#connections++)
    server.listen(this.#port, '127.0.0.1')
    await once(server, 'listening')
    this.#port = (server.address() as AddressInfo).port
    await this.#deliveries?.start()
  }

  async stop(): Promise<void> {
    const server = this.#server
    if (server === undefined) return
    this.#server = undefined
    server.close()
    server.closeAllConnections()
    await Promise.all([once(server, 'close'), this.#deliveries?.stop()])
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop()
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => {})
    // A caller that hangs up before its request has come in has asked nothing.
    const body = await readBody(incoming).catch(() => undefined)
    if (body === undefined) return
    const { method = '', url: path = '', headers } = incoming
    this.#requests.push({ method, path, headers, body: body.toString('utf8') })
    const request = { method, path, headers, body }
    const set = publishing.test(path) ? this.#fault : undefined
    set?.reach()
    await this.#treat(request, response, set?.fault)
  }

  async #treat(
    request: ReceivedRequest,
    response: ServerResponse,
    fault: DaprFault | undefined,
  ): Promise<void> {
    switch (fault?.kind) {
      case 'hang':
        return
      case 'answer':
        send(response, fault)
        return
      case 'cut':
        if (fault.stores) this.#answer(request)
        response.destroy()
        return
      case 'delay':
        await sleep(fault.milliseconds)
        break
      case 'hold':
      case undefined:
    }
    const answer = this.#answer(request)
    if (fault?.kind === 'hold') await fault.until()
    if (answer === undefined) response.destroy()
    else send(response, answer)
  }

  /** Undefined where daprd breaks the connection instead. */
  #answer(request: ReceivedRequest): Answer | undefined {
    try {
      return answerTo(request, this.#settings, this.#broker)
    } catch (error) {
      if (error instanceof Panic) return undefined
      throw error
    }
  }
}

function send(response: ServerResponse, { body = '', headers = {}, status }: Answer): void {
  // Bytes, as Node would send the headers in the encoding of a text.
  const bytes = Buffer.from(body)
  if (bytes.length > 0) response.setHeader('content-length', bytes.length)
  response.writeHead(status, headers).end(bytes)
}
