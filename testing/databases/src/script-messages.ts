import { writeSync } from 'node:fs'
import process from 'node:process'
import { createInterface } from 'node:readline'

/**
 * In a script that `spawnScript` runs: tells the test something, as one line of JSON. It is written
 * when this returns, also if the script is killed right after.
 */
export function report(message: unknown): void {
  writeSync(1, `${JSON.stringify(message)}\n`)
}

/** In such a script: what the test `send()`s to it. */
export async function* commands(): AsyncGenerator<any> {
  for await (const line of createInterface({ input: process.stdin })) yield JSON.parse(line)
}
