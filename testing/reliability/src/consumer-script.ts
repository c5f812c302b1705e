import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSubscriber } from 'integration-events'
import { commands, report } from 'testing-databases'
import type { ConsumerCommand, ConsumerOptions, ConsumerStep } from './consumer-process.ts'
import { openClient } from './order-client.ts'
import { OrderPlaced } from './replica.ts'

// A billing service that is given events as a transport would, until it is killed.

const options = JSON.parse(process.argv[2] ?? '{}') as ConsumerOptions
const { connection, maxAttempts, slowness = 0 } = options
const { inbox, uow } = openClient(connection, options.client)
const placeholder = connection.dialect === 'sqlite' ? '?' : '$1'
const { signal } = new AbortController()
const steps = new Map<string, ConsumerStep>()

async function reach(step: ConsumerStep, id: string): Promise<void> {
  if (steps.get(id) !== step) return
  report({ reached: step })
  await new Promise(() => {})
}

const subscriber = createSubscriber({ unitOfWork: uow, inbox }).on(
  OrderPlaced,
  { consumer: 'billing', ...(maxAttempts === undefined ? {} : { retry: { maxAttempts } }) },
  async ({ id, data }) => {
    const invoice = `insert into invoices values (${placeholder})`
    await uow.current()?.sql.execute(invoice, [data.orderId])
    if (steps.get(id) === 'dies') process.kill(process.pid, 'SIGKILL')
    await sleep(Math.random() * slowness)
    await reach('before the commit', id)
  },
)

async function deliver({ event, step }: ConsumerCommand): Promise<string | undefined> {
  if (step !== undefined) steps.set(event.id, step)
  const [verdict] = await subscriber.handle(event, { signal })
  await reach('before the acknowledgement', event.id)
  return verdict?.status
}

report('ready')
for await (const command of commands()) {
  const { number } = command as { number: number }
  void deliver(command as unknown as ConsumerCommand).then((status) =>
    report({ done: number, status }),
  )
}

// Whoever began this process is gone, killed before it could end it.
process.exit(1)
