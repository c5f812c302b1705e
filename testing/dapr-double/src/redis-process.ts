import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { eventually, freePort, temporaryRoot } from 'testing-databases'

/** A Redis of one's own on 127.0.0.1, which acknowledges nothing before it is on disk. */
export interface RedisProcess extends AsyncDisposable {
  readonly port: number
  /** Answers a command of Redis's, in its protocol. */
  ask(command: string): Promise<string>
  /** Kills it. */
  stop(): Promise<void>
  /** It is up again on the same port, with what it had taken. */
  start(): Promise<void>
}

export async function startRedis(program: string): Promise<RedisProcess> {
  const folder = await mkdtemp(join(temporaryRoot('disk'), 'integration-events-redis-'))
  const port = await freePort()
  const address = ['--port', String(port), '--bind', '127.0.0.1']
  const durability = [
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'yes',
    '--appendfsync',
    'always',
  ]
  let child: ChildProcess | undefined
  const killAtExit = (): void => {
    child?.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', killAtExit)
  const redis: RedisProcess = {
    port,
    ask: (command) => ask(port, command),
    async start() {
      child = spawn(program, [...address, ...durability], { stdio: 'ignore' })
      await eventually(async () => (await redis.ask('PING').catch(() => '')).startsWith('+PONG'))
    },
    async stop() {
      if (child !== undefined) await end(child)
    },
    async [Symbol.asyncDispose]() {
      await redis.stop()
      process.off('exit', killAtExit)
      await rm(folder, { recursive: true, force: true })
    },
  }
  await redis.start()
  return redis
}

async function ask(port: number, command: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  try {
    socket.write(`${command}\r\n`)
    const [answer] = (await once(socket, 'data')) as [Buffer]
    return answer.toString('utf8')
  } finally {
    socket.destroy()
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}
