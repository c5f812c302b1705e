import process from 'node:process'
import { startDaprd } from './daprd.ts'
import { redisPubsub } from './daprd-resources.ts'
import { findDaprd } from './find-daprd.ts'
import { findProgram } from './find-program.ts'
import { startRedis } from './redis-process.ts'
import { appId, type SidecarKind } from './sidecar-kinds.ts'

/**
 * In `pnpm test:daprd`: a daprd in front of a real broker, Redis Streams. Redis knows no subscription
 * to all topics: only these are delivered.
 */
export function daprdOnRedis(topics: readonly string[]): readonly SidecarKind[] {
  if (process.env['TEST_DAPRD'] === undefined) return []
  const program = findProgram('redis-server')
  const missing = findDaprd() === undefined ? 'daprd' : program === undefined && 'redis-server'
  return [
    {
      name: 'daprd on Redis Streams',
      missing: missing === false ? undefined : `no ${missing} found`,
      async start({ refused, ...options } = {}) {
        await using cleanup = new AsyncDisposableStack()
        const redis = cleanup.use(await startRedis(program ?? ''))
        const resources = [redisPubsub(redis.port)]
        const daprd = cleanup.use(await startDaprd({ appId, topics, resources, ...options }))
        // It takes nothing more, as when its memory is full.
        if (refused !== undefined) await redis.ask('CONFIG SET maxmemory 1')
        const running = cleanup.move()
        return { ...daprd, broker: redis, [Symbol.asyncDispose]: () => running.disposeAsync() }
      },
    },
  ]
}
