import { createPostgresDatabase, eventually, freePort, spawnScript } from 'testing-databases'
import { startSidecars } from './sidecars.ts'

export interface Invoice {
  readonly id: number
  readonly orderId: string
  readonly total: number
}

/** Both services with their databases and their sidecars. */
export interface Landscape extends AsyncDisposable {
  readonly sidecars: string
  /** Places an order at the service. @throws Error when it doesn't acknowledge. */
  place(orderId: string): Promise<void>
  /** Waits until there are at least so many. */
  invoices(count: number): Promise<readonly Invoice[]>
  /** Kills the service that places orders, and starts it again. */
  killOrders(): Promise<void>
  /** Kills the one that bills them with its sidecar, and starts both again. */
  killBilling(): Promise<void>
  /** Kills the broker. Resolves with what starts it again. */
  killBroker(): Promise<() => Promise<void>>
}

export interface StartLandscapeOptions {
  /** The PostgreSQL server. Default: the one that the test run shares. */
  readonly server?: { readonly url: string }
  /** No `daprd`, though there be one. Default false. */
  readonly onlyDouble?: boolean
}

export async function startLandscape(options: StartLandscapeOptions = {}): Promise<Landscape> {
  await using cleanup = new AsyncDisposableStack()
  const server = options.server === undefined ? {} : { server: options.server }
  const [ordersPort, billingPort] = await Promise.all([freePort(), freePort()])
  const [ordersDatabase, billingDatabase] = await Promise.all([
    createPostgresDatabase(server),
    createPostgresDatabase(server),
  ])
  cleanup.use(ordersDatabase)
  cleanup.use(billingDatabase)

  const startBilling = async (): Promise<AsyncDisposable> =>
    await startService('billing', billingPort, { DATABASE_URL: billingDatabase.url })
  let billing = await startBilling()
  cleanup.defer(() => billing[Symbol.asyncDispose]())

  // A sidecar asks its application for its subscriptions, so that this has to be there.
  const sidecars = cleanup.use(await startSidecars(billingPort, options))

  const startOrders = async (): Promise<AsyncDisposable> =>
    await startService('orders', ordersPort, {
      DATABASE_URL: ordersDatabase.url,
      DAPR_HTTP_PORT: String(sidecars.ordersPort),
    })
  let orders = await startOrders()
  cleanup.defer(() => orders[Symbol.asyncDispose]())

  const running = cleanup.move()
  return {
    sidecars: sidecars.description,
    async place(orderId) {
      const response = await fetch(`http://127.0.0.1:${ordersPort}/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id: orderId, total: 1_000 }),
      })
      if (response.status !== 201) throw new Error(`not placed: ${await response.text()}`)
    },
    async invoices(count) {
      let invoices: readonly Invoice[] = []
      const areThere = async (): Promise<boolean> => {
        const response = await fetch(`http://127.0.0.1:${billingPort}/invoices`)
        invoices = (await response.json()) as readonly Invoice[]
        return invoices.length >= count
      }
      await eventually(areThere, { timeout: 60_000, interval: 100 })
      return invoices
    },
    async killOrders() {
      await orders[Symbol.asyncDispose]()
      orders = await startOrders()
    },
    async killBilling() {
      await Promise.all([billing[Symbol.asyncDispose](), sidecars.billing.stop()])
      billing = await startBilling()
      await sidecars.billing.start()
    },
    async killBroker() {
      await sidecars.broker.stop()
      return () => sidecars.broker.start()
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

async function startService(
  name: 'orders' | 'billing',
  port: number,
  env: Readonly<Record<string, string>>,
): Promise<AsyncDisposable> {
  const service = spawnScript(new URL(`./${name}-process.ts`, import.meta.url), {
    env: { ...env, PORT: String(port) },
  })
  const listens = eventually(() => fetch(`http://127.0.0.1:${port}`).then(() => true), {
    timeout: 30_000,
    interval: 50,
  })
  const ended = service.exit.then(() => {
    throw new Error(`the service '${name}' ended:\n${service.output}`)
  })
  await Promise.race([listens, ended])
  ended.catch(() => {})
  return service
}
