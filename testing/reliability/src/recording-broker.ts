import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OutgoingEvent } from 'integration-events'
import { patience } from 'testing-databases'

/** What the broker makes of one event; `cut` breaks the connection instead of answering. */
export type BrokerAnswer =
  | 'accepted'
  | 'transient'
  | 'permanent'
  | 'configuration'
  /** A replica in a process of its own kills itself: an event that kills its process. */
  | 'die'
  | 'cut'
  /** The broker has the event, and the sender never learns it. */
  | 'accepted, then cut'

/** What a call brings. */
export interface BrokerRequest {
  /** The label of the process that calls. */
  readonly sender: string
  readonly events: readonly OutgoingEvent[]
  /** The ids of events that this process sent before, and of which no answer came in time. */
  readonly unheard?: readonly string[]
}

/** One call, as the broker sees it. */
export interface BrokerCall {
  /** The label of the process that calls. */
  readonly sender: string
  readonly topic: string
  readonly events: readonly OutgoingEvent[]
  readonly orderIds: readonly string[]
}

/** What the broker wrote down about one event in one call. */
export interface Send {
  readonly sender: string
  readonly topic: string
  readonly id: string
  readonly orderId: string
  /** The whole event as it came over the wire. */
  readonly wire: string
  /** The position of the call's beginning in the broker's history, in which no two are equal. */
  readonly begin: number
  /** When it began, in milliseconds by the monotonic clock of the broker's process. */
  readonly beganAt: number
  /** The position of its end: the broker answered, or the caller hung up. Open while undefined. */
  end: number | undefined
  endedAt: number | undefined
  /** What the broker answered; undefined when the caller hung up before. */
  answer: BrokerAnswer | undefined
  /** The position at which the broker took the event for good; undefined when it never did. */
  accepted: number | undefined
  /** Whether its sender said, in a later call, that no answer came in time. */
  unheard: boolean
}

/** One answer for all events of a call, or one per event. */
export type BrokerAnswers = BrokerAnswer | readonly BrokerAnswer[]

/** Decides about a call; it may wait at a gate first. */
export type Behaviour = (call: BrokerCall) => Promise<BrokerAnswers>

/** A broker on 127.0.0.1 whose record is what the checks trust. */
export interface RecordingBroker extends AsyncDisposable {
  readonly url: string
  /** Everything that was ever sent to it, in order. */
  readonly sends: readonly Send[]
  /** The sends that it accepted, of one order if asked. */
  accepted(orderId?: string): readonly Send[]
  /** Sends of one order. */
  of(orderId: string): readonly Send[]
  /** How it answers from now on. Default: everything is accepted. */
  answer(behaviour: Behaviour): void
  /** Resolves once the record is as wanted; looked at after each change. */
  until(what: string, check: () => boolean, timeout?: number): Promise<void>
  /** Resolves once the events of these orders were accepted. */
  accepts(...orderIds: readonly string[]): Promise<void>
  /** From now on connections are refused, and those that stand are cut. */
  down(): Promise<void>
  /** Back on the same port. */
  up(): Promise<void>
}

export async function recordingBroker(): Promise<RecordingBroker> {
  const broker = new Broker()
  await broker.up()
  return broker
}

class Broker implements RecordingBroker {
  readonly #sends: Send[] = []
  readonly #watchers = new Set<() => void>()
  #behaviour: Behaviour = async () => 'accepted'
  #server: Server | undefined
  #position = 0
  #port = 0

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get sends(): readonly Send[] {
    return this.#sends
  }

  accepted(orderId?: string): readonly Send[] {
    return this.#sends.filter(
      (send) => send.accepted !== undefined && (orderId === undefined || send.orderId === orderId),
    )
  }

  of(orderId: string): readonly Send[] {
    return this.#sends.filter((send) => send.orderId === orderId)
  }

  answer(behaviour: Behaviour): void {
    this.#behaviour = behaviour
  }

  until(what: string, check: () => boolean, timeout = patience): Promise<void> {
    return new Promise((resolve, reject) => {
      const watcher = (): void => {
        if (!check()) return
        clearTimeout(timer)
        this.#watchers.delete(watcher)
        resolve()
      }
      const timer = setTimeout(() => {
        this.#watchers.delete(watcher)
        reject(
          new Error(`Not within ${timeout} ms: ${what}. The broker's record:\n${this.#story()}`),
        )
      }, timeout)
      this.#watchers.add(watcher)
      watcher()
    })
  }

  accepts(...orderIds: readonly string[]): Promise<void> {
    return this.until(`the broker accepts ${orderIds.join(', ')}`, () => {
      const accepted = new Set(this.accepted().map(({ orderId }) => orderId))
      return orderIds.every((orderId) => accepted.has(orderId))
    })
  }

  async down(): Promise<void> {
    const server = this.#server
    if (server === undefined) return
    this.#server = undefined
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }

  async up(): Promise<void> {
    const server = createServer((request, response) => void this.#serve(request, response))
    server.listen(this.#port, '127.0.0.1')
    await once(server, 'listening')
    this.#port = (server.address() as AddressInfo).port
    this.#server = server
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.down()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.on('error', () => {})
    response.on('error', () => {})
    const { sender, events, unheard = [] } = await readCall(request)
    for (const id of unheard) {
      for (const send of this.#sends) {
        if (send.id === id && send.sender === sender) send.unheard = true
      }
    }
    const sends = events.map((event): Send => {
      this.#position += 1
      const { orderId } = JSON.parse(event.data) as { orderId: string }
      const { id, topic } = event
      const beganAt = performance.now()
      const open = {
        end: undefined,
        endedAt: undefined,
        answer: undefined,
        accepted: undefined,
        unheard: false,
      }
      const wire = JSON.stringify(event)
      return { sender, topic, id, orderId, wire, begin: this.#position, beganAt, ...open }
    })
    const end = (): void => {
      this.#position += 1
      for (const send of sends) {
        send.end ??= this.#position
        send.endedAt ??= performance.now()
      }
      this.#changed()
    }
    response.once('close', end)
    this.#sends.push(...sends)
    this.#changed()

    const orderIds = sends.map(({ orderId }) => orderId)
    const answer = await this.#behaviour({
      sender,
      topic: events[0]?.topic ?? '',
      events,
      orderIds,
    })
    const answers = typeof answer === 'string' ? sends.map(() => answer) : answer
    for (const [index, send] of sends.entries()) {
      send.answer = answers[index]
      if (send.answer?.startsWith('accepted') !== true) continue
      this.#position += 1
      send.accepted = this.#position
    }
    end()
    if (answers.some((one) => one.endsWith('cut'))) response.destroy()
    else response.end(JSON.stringify(answers))
  }

  #changed(): void {
    for (const watcher of this.#watchers) watcher()
  }

  #story(): string {
    const lines = this.#sends
      .slice(-60)
      .map(({ begin, end, sender, topic, orderId, id, answer }) => {
        const outcome = answer ?? (end === undefined ? 'in flight' : 'the caller hung up')
        return `  ${begin}–${end ?? ''} ${sender} ${topic} ${orderId} ${id}: ${outcome}`
      })
    return lines.length === 0 ? '  nothing was sent' : lines.join('\n')
  }
}

async function readCall(request: IncomingMessage): Promise<BrokerRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}
