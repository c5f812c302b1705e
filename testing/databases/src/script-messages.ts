import { writeSync } from 'node:fs'
import process from 'node:process'
import { createInterface } from 'node:readline'

/** A line of JSON between a test and its script: whatever the two have agreed on. */
// oxlint-disable-next-line typescript/no-explicit-any -- like the result of JSON.parse
export type ScriptMessage = any

/**
 * In a script that `spawnScript` runs: tells the test something, as one line of JSON. It is written
 * when this returns, also if the script is killed right after.
 */
export function report(message: ScriptMessage): void {
  writeSync(1, `${JSON.stringify(message)}\n`)
}

/** In such a script: what the test `send()`s to it. */
export async function* commands(): AsyncGenerator<ScriptMessage> {
  for await (const line of createInterface({ input: process.stdin })) yield JSON.parse(line)
}
