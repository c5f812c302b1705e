import process from 'node:process'
import { commands, report } from 'testing-databases'
import type { ExplicitUnitOfWork } from 'uow'
import type { ReplicaCommand, Step } from './replica-process.ts'
import { createReplica, type ReplicaOptions } from './replica.ts'

// A replica that does as its test commands, until it is killed.

const options = JSON.parse(process.argv[2] ?? '{}') as ReplicaOptions
let standAt: Step | undefined
const forever = new Promise<never>(() => {})
const reach = (step: Step): Promise<never> => {
  report({ reached: step })
  return forever
}

if (options.clockError !== undefined) setClockWrongBy(options.clockError)
const replica = createReplica(options, {
  onAnswer: async () => {
    if (standAt === 'before the settlement') await reach(standAt)
  },
  onDie: () => void process.kill(process.pid, 'SIGKILL'),
  onExhausted: ({ event }) => report({ exhausted: event?.id }),
})
let open: ExplicitUnitOfWork | undefined

async function place(command: ReplicaCommand & { type: 'place' }): Promise<void> {
  standAt = command.step
  await replica.uow.run(async (tx) => {
    const work = replica.uow.current()
    if (standAt === 'right after the commit') {
      // Registered before the event is published, so that it runs before the event is handed over.
      work?.afterCommit(() => {
        report({ reached: standAt })
        process.kill(process.pid, 'SIGKILL')
      })
    }
    for (const orderId of command.orderIds) await replica.record(tx, orderId, command.topic)
    if (standAt === 'before the append') await reach(standAt)
    // The last of the last hooks: the append was registered by the first event.
    if (standAt === 'before the commit')
      work?.beforeCommit(() => reach('before the commit'), { last: true })
  })
}

function setClockWrongBy(milliseconds: number): void {
  const now = Date.now
  Date.now = () => now() + milliseconds
}

async function callWithNothing(url: string): Promise<void> {
  await fetch(url, { method: 'POST', body: JSON.stringify({ sender: options.label, events: [] }) })
}

async function carryOut(command: ReplicaCommand): Promise<void> {
  switch (command.type) {
    case 'start':
      return replica.bus.start()
    case 'stop':
      return replica.stop()
    case 'place':
      return place(command)
    case 'begin':
      open = await replica.begin(...command.orderIds)
      return undefined
    case 'commit':
      return open?.commit()
    case 'rest':
      for (let trip = 0; trip < 5; trip++) await callWithNothing(options.brokerUrl)
      return undefined
  }
}

for await (const command of commands()) {
  const { number } = command as { number: number }
  carryOut(command).then(
    () => report({ done: number }),
    (error: unknown) => report({ done: number, error: String(error) }),
  )
}

// Whoever began this process is gone, killed before it could end it.
process.exit(1)
