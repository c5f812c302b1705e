import { seededRandom } from 'testing-databases'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { createReplica, type ReplicaOptions } from './replica.ts'

// A replica that places orders without a pause and delivers, until it is killed. Its units commit,
// roll back, or undo a nested frame, as its seed says. Which orders exist stands in the database.

const [options, seed] = JSON.parse(process.argv[2] ?? '[]') as [ReplicaOptions, number]
const random = seededRandom(seed)
const replica = createReplica(options)
await replica.bus.start()

class ChangedItsMind extends Error {}

async function placeSome(orderId: string): Promise<void> {
  const chance = random()
  await replica.uow.run(async (tx) => {
    await replica.record(tx, orderId)
    if (chance < 0.2) {
      const nested = replica.uow.run(async (frame) => {
        await replica.record(frame, `${orderId}-nested`)
        if (chance < 0.1) throw new ChangedItsMind()
      })
      await nested.catch(ignoreChangeOfMind)
    }
    if (chance > 0.85) throw new ChangedItsMind()
    if (chance > 0.75) await sleep(random() * 100)
  })
}

function ignoreChangeOfMind(error: unknown): void {
  if (!(error instanceof ChangedItsMind)) throw error
}

for (let number = 1; ; number++) {
  await placeSome(`${options.label}-${number}`).catch(ignoreChangeOfMind)
  await sleep(random() * 15)
}
