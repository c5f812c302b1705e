import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBroker } from './broker-process.ts'
import { brokerPublisher } from './broker-publisher.ts'
import { readBrokerRecord } from './broker.ts'
import { migrate, openDatabase } from './database.ts'
import { Expectations } from './expectations.ts'
import { createOrderService } from './order-service.ts'
import { committedOrder } from './scenes/committed-order.ts'
import { expiry } from './scenes/expiry.ts'
import { failingTopic } from './scenes/failing-topic.ts'
import { killedProcess } from './scenes/killed-process.ts'
import { outage } from './scenes/outage.ts'
import { rolledBackOrder } from './scenes/rolled-back-order.ts'
import type { Stage } from './scenes/scene.ts'
import { createTimeline } from './timeline.ts'

const folder = mkdtempSync(join(tmpdir(), 'integration-events-quickstart-'))
const databaseFile = join(folder, 'orders.sqlite')
const recordFile = join(folder, 'broker.jsonl')
const timeline = createTimeline((line) => process.stdout.write(`${line}\n`))
const expectations = new Expectations(() => readBrokerRecord(recordFile))

const migrating = openDatabase(databaseFile)
await migrate(migrating)
await migrating.destroy()

const broker = await startBroker(recordFile)
const publisher = brokerPublisher({ url: broker.url, timeline })
const service = createOrderService({ file: databaseFile, publisher, timeline })
const committed = new Set<string>()
const stage: Stage = { databaseFile, service, broker, expectations, timeline, committed }
const story = [committedOrder, rolledBackOrder, failingTopic, outage, killedProcess, expiry]
const startedAt = performance.now()
try {
  await service.bus.start()
  for (const play of story) {
    await play(stage)
    // After a broken promise the next scenes would only wait in vain.
    if (!expectations.allHeld) break
  }
  expectations.noteWholeRecord(committed)
} finally {
  await service.stop()
  await broker.kill()
}
rmSync(folder, { recursive: true })

const held = expectations.allHeld
process.stdout.write('\nWhat the broker wrote down says:\n')
for (const { promise, held: kept, detail } of expectations.verdicts) {
  process.stdout.write(`  ${kept ? '✓' : '✗'} ${promise}${detail === '' ? '' : ` (${detail})`}\n`)
}
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
process.stdout.write(`\n${held ? 'All of it held' : 'NOT all of it held'}, in ${seconds} s.\n`)
process.exitCode = held ? 0 : 1
