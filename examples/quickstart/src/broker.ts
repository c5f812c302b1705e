import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

// A broker in a process of its own: it writes down every event that it accepts, and that file is
// what the summary is computed from. Run as: node broker.js RECORD_FILE PORT

/** One accepted event, as the broker wrote it down. */
export interface BrokerRecord {
  readonly at: number
  readonly id: string
  readonly topic: string
  readonly data: { readonly orderId: string }
}

/** What the demo tells the broker to do wrong. */
export interface BrokerFaults {
  /** How many of the next calls about a topic fail, by topic. */
  readonly failures?: Readonly<Record<string, number>>
  /** Topics whose events it refuses for good. */
  readonly refused?: readonly string[]
}

/** Reads what a broker accepted, in order. */
export function readBrokerRecord(file: string): readonly BrokerRecord[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as BrokerRecord)
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function serve(recordFile: string, port: number): void {
  const failures = new Map<string, number>()
  let refused: readonly string[] = []

  process.on('message', (faults: BrokerFaults) => {
    for (const [topic, count] of Object.entries(faults.failures ?? {})) failures.set(topic, count)
    if (faults.refused !== undefined) refused = faults.refused
    process.send?.('ready')
  })

  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const topic = decodeURIComponent((request.url ?? '/').slice(1))
      const failing = failures.get(topic) ?? 0
      if (failing > 0) {
        failures.set(topic, failing - 1)
        response.writeHead(503).end()
        return
      }
      if (refused.includes(topic)) {
        response.writeHead(422).end()
        return
      }
      const events = JSON.parse(body) as readonly { id: string; data: BrokerRecord['data'] }[]
      const lines = events.map(({ id, data }) => {
        const record: BrokerRecord = { at: Date.now(), id, topic, data }
        return `${JSON.stringify(record)}\n`
      })
      appendFileSync(recordFile, lines.join(''))
      response.writeHead(204).end()
    })
  })
  server.listen(port, '127.0.0.1', () => {
    process.send?.({ port: (server.address() as AddressInfo).port })
  })
}

const [, script, recordFile, port] = process.argv
if (script === import.meta.filename && recordFile !== undefined) {
  serve(recordFile, Number(port ?? 0))
}
