import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { eventually, type ScriptProcess, seededRandom, spawnScript } from 'testing-databases'
import { expect, it } from 'vitest'
import { defectsOf, duplicatesIn, noDefects } from '../src/history.ts'
import { createOrderDatabase } from '../src/order-database.ts'
import { type BrokerAnswer, recordingBroker, type Send } from '../src/recording-broker.ts'
import { createReplica, type ReplicaOptions } from '../src/replica.ts'

const script = new URL('../src/torture-script.ts', import.meta.url)
const tortures = [
  { dialect: 'postgres', client: 'kysely', workers: 3, killingTime: 6_000 },
  { dialect: 'sqlite', client: 'kysely', workers: 2, killingTime: 3_000 },
  { dialect: 'postgres', client: 'prisma', workers: 2, killingTime: 6_000 },
  { dialect: 'sqlite', client: 'prisma', workers: 2, killingTime: 3_000 },
] as const

it.concurrent.each(tortures)(
  'on $dialect by $client what was committed is delivered, and nothing else, although processes are killed at random',
  async ({ client, dialect, workers, killingTime }) => {
    const seed = Number(process.env['RELIABILITY_SEED'] ?? Math.floor(Math.random() * 2 ** 32))
    // With it, a failure can be repeated.
    console.log(`torture on ${dialect} by ${client}: RELIABILITY_SEED=${seed}`)
    const random = seededRandom(seed)
    await using database = await createOrderDatabase(dialect)
    await using broker = await recordingBroker()
    const options = (label: string): ReplicaOptions => ({
      connection: database.connection,
      client,
      brokerUrl: broker.url,
      label,
      maxBatchSize: 5,
      bus: {
        leaseDuration: 2_000,
        publishTimeout: 900,
        maxRetryTimes: 1_000,
        failedRetryInterval: 50,
        backoff: { maximum: 200 },
      },
    })
    const misbehaving = seededRandom(seed + 1)
    broker.answer(async ({ orderIds }) => {
      await sleep(misbehaving() * 20)
      if (misbehaving() < 0.02) return 'accepted, then cut'
      if (misbehaving() < 0.02) return 'cut'
      return orderIds.map((): BrokerAnswer => (misbehaving() < 0.1 ? 'transient' : 'accepted'))
    })

    const dead = new Set<string>()
    const alive: { readonly label: string; readonly process: ScriptProcess }[] = []
    const spawn = (): void => {
      const label = `worker-${alive.length + dead.size + 1}`
      const args = [JSON.stringify([options(label), Math.floor(random() * 2 ** 32)])]
      alive.push({ label, process: spawnScript(script, { args }) })
    }
    const kill = async (): Promise<void> => {
      const [victim] = alive.splice(Math.floor(random() * alive.length), 1)
      if (victim === undefined) return
      dead.add(victim.label)
      expect((await victim.process.kill()).signal, victim.process.output).toBe('SIGKILL')
    }

    try {
      for (let worker = 0; worker < workers; worker++) spawn()
      await broker.until('delivery runs', () => broker.accepted().length > 20)
      const end = performance.now() + killingTime
      while (performance.now() < end) {
        await sleep(100 + random() * 900)
        await kill()
        spawn()
      }
    } finally {
      while (alive.length > 0) await kill()
    }

    await using survivor = createReplica(options('survivor'))
    await survivor.bus.start()
    const committed = await database.orders()
    await broker.accepts(...committed)
    await eventually(async () => {
      const { inProgress, pending, waiting } = await survivor.bus.stats()
      return inProgress + pending + waiting === 0
    })
    // Only who died may have left a repetition behind; who never heard the answer says so.
    const mayRepeat = ({ sender }: Send): boolean => dead.has(sender)
    expect(defectsOf(broker.sends, { committed, mayRepeat })).toEqual(noDefects)
    expect((await survivor.bus.stats()).exhausted).toBe(0)
    console.log(
      `torture on ${dialect} by ${client}: ${dead.size} processes killed, ${committed.size} orders, ` +
        `${broker.sends.length} sends, ${duplicatesIn(broker.sends)} repetitions`,
    )
  },
  120_000,
)
