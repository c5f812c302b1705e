import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Scene } from './scene.ts'

export const killedProcess: Scene = async (stage) => {
  const { service, broker, databaseFile, expectations, timeline, committed } = stage
  timeline.scene('A process is killed right after its commit: another one delivers')
  const orderId = 'order-of-the-dead'
  committed.add(orderId)
  const script = join(import.meta.dirname, '..', 'doomed-child.js')
  const child = fork(script, [databaseFile, broker.url, orderId])
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  timeline.say('child', `died by ${signal ?? 'its own will'}, ${orderId} committed and not sent`)

  const row = await service.db
    .selectFrom('orders')
    .select('id')
    .where('id', '=', orderId)
    .executeTakeFirst()
  const unsent = expectations.received('orders.placed', orderId).length === 0
  timeline.say('demo', 'the lease of its session (2 s) has to run out first')
  const arrived = await expectations.arrived('orders.placed', [orderId])
  expectations.note(
    'the event of a killed process is delivered by another one',
    signal === 'SIGKILL' && row !== undefined && unsent && arrived,
  )
}
