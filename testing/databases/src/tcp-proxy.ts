import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** One client's way through the proxy, as `onClientData` sees it. */
export interface ProxiedConnection {
  /** Cuts this connection on both sides, at once. */
  cut(): void
  /**
   * Keeps the server's next answer from the client and cuts the connection instead: what was
   * forwarded has then surely reached the server, and the client will never know. `onCut` is called
   * when it happened.
   */
  cutInsteadOfAnswer(onCut?: () => void): void
}

export interface TcpProxyOptions {
  readonly to: { readonly host: string; readonly port: number }
  /**
   * Sees each chunk that a client sends; `forward()` passes it on to the server. A chunk that is
   * not forwarded is lost.
   */
  readonly onClientData?: (
    chunk: Buffer,
    forward: () => void,
    connection: ProxiedConnection,
  ) => void
}

/** A proxy on the loopback interface that does to connections what networks do to them. */
export interface TcpProxy extends AsyncDisposable {
  readonly host: string
  readonly port: number
  /** How many clients are connected through it at this moment. */
  readonly connections: number
  /** The same URL, led through the proxy. */
  through(url: string): string
  /** Cuts every connection. New ones are accepted. */
  cut(): void
  /** From now on the clients hear nothing from the server. */
  holdServerToClient(): void
  /** From now on the server hears nothing from the clients. */
  holdClientToServer(): void
  /** Delivers what was held back, and holds nothing any more. */
  release(): void
  /** Refuses new connections until `accept()`; those that stand are left alone. */
  refuse(): void
  accept(): void
  /** Cuts every connection and stops listening. */
  close(): Promise<void>
}

const host = '127.0.0.1'

export async function tcpProxy({ to, onClientData }: TcpProxyOptions): Promise<TcpProxy> {
  const connections = new Set<Connection>()
  const held = { serverToClient: false, clientToServer: false }
  let refusing = false

  const server = createServer({ noDelay: true }, (client) => {
    if (refusing) {
      client.destroy()
      return
    }
    const connection = new Connection(client, connect({ ...to, noDelay: true }), held, onClientData)
    connections.add(connection)
    void connection.ended.then(() => connections.delete(connection))
  })
  server.listen(0, host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const cut = (): void => {
    for (const connection of connections) connection.cut()
  }
  const flush = (): void => {
    for (const connection of connections) connection.flush()
  }
  const close = async (): Promise<void> => {
    cut()
    if (!server.listening) return
    server.close()
    await once(server, 'close')
  }

  return {
    host,
    port,
    get connections() {
      return connections.size
    },
    through(url) {
      const proxied = new URL(url)
      proxied.hostname = host
      proxied.port = String(port)
      return proxied.href
    },
    cut,
    holdServerToClient() {
      held.serverToClient = true
    },
    holdClientToServer() {
      held.clientToServer = true
    },
    release() {
      held.serverToClient = false
      held.clientToServer = false
      flush()
    },
    refuse() {
      refusing = true
    },
    accept() {
      refusing = false
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

interface Held {
  readonly serverToClient: boolean
  readonly clientToServer: boolean
}

class Connection implements ProxiedConnection {
  readonly ended: Promise<void>
  readonly #client: Socket
  readonly #server: Socket
  readonly #held: Held
  readonly #toServer: Buffer[] = []
  readonly #toClient: Buffer[] = []
  #atAnswer: (() => void) | undefined

  constructor(
    client: Socket,
    server: Socket,
    held: Held,
    onClientData: TcpProxyOptions['onClientData'],
  ) {
    this.#client = client
    this.#server = server
    this.#held = held
    client.on('data', (chunk: Buffer) => {
      const forward = (): void => {
        this.#toServer.push(chunk)
        this.flush()
      }
      if (onClientData === undefined) forward()
      else onClientData(chunk, forward, this)
    })
    server.on('data', (chunk: Buffer) => {
      if (this.#atAnswer !== undefined) {
        this.cut()
        this.#atAnswer()
        return
      }
      this.#toClient.push(chunk)
      this.flush()
    })
    this.ended = new Promise((resolve) => {
      for (const socket of [client, server]) {
        socket.on('error', () => {})
        socket.on('close', () => {
          this.#flushBeforeEnd()
          resolve()
        })
      }
    })
  }

  cut(): void {
    // A reset, as a network's failure shows itself, and not an orderly end.
    this.#client.resetAndDestroy()
    this.#server.resetAndDestroy()
  }

  cutInsteadOfAnswer(onCut: () => void = () => {}): void {
    this.#atAnswer = onCut
  }

  flush(): void {
    if (!this.#held.clientToServer)
      for (const chunk of this.#toServer.splice(0)) this.#server.write(chunk)
    if (!this.#held.serverToClient)
      for (const chunk of this.#toClient.splice(0)) this.#client.write(chunk)
  }

  #flushBeforeEnd(): void {
    this.flush()
    this.#client.end()
    this.#server.end()
  }
}
