import {
  findDaprd,
  findProgram,
  redisPubsub,
  startDaprd,
  startDaprDouble,
  startRedis,
} from 'testing-dapr-double'

/** The sidecars of both services, with a broker behind them. */
export interface Sidecars extends AsyncDisposable {
  /** What they are, for whoever looks on. */
  readonly description: string
  /** Where the orders' sidecar listens. */
  readonly ordersPort: number
  /** The sidecar of billing, which begins and ends with it. */
  readonly billing: Part
  readonly broker: Part
}

export interface Part {
  stop(): Promise<void>
  start(): Promise<void>
}

/** A `daprd` for each service on one Redis, where there are both, else a double of Dapr for both. */
export async function startSidecars(
  billingPort: number,
  { onlyDouble = false }: { readonly onlyDouble?: boolean } = {},
): Promise<Sidecars> {
  const redis = findProgram('redis-server')
  if (onlyDouble || redis === undefined || findDaprd() === undefined)
    return await startOneDouble(billingPort)
  return await startTwoDaprds(billingPort, redis)
}

/** It is both sidecars and the broker, so that all of them go down at once. */
async function startOneDouble(billingPort: number): Promise<Sidecars> {
  const double = await startDaprDouble({ app: { port: billingPort } })
  return {
    description: 'a double of Dapr, as there is no daprd, or no redis-server',
    ordersPort: double.port,
    billing: double,
    broker: double,
    [Symbol.asyncDispose]: () => double.stop(),
  }
}

async function startTwoDaprds(billingPort: number, program: string): Promise<Sidecars> {
  await using cleanup = new AsyncDisposableStack()
  const redis = cleanup.use(await startRedis(program))
  // What billing did not acknowledge comes again at once, so that you need not wait.
  const resources = [redisPubsub(redis.port, '1s')]
  const orders = cleanup.use(await startDaprd({ appId: 'orders', topics: [], resources }))
  const billing = cleanup.use(
    await startDaprd({ appId: 'billing', topics: [], resources, app: { port: billingPort } }),
  )
  const running = cleanup.move()
  return {
    description: 'a daprd for each of them, on one Redis',
    ordersPort: orders.port,
    billing,
    broker: redis,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
