import { delimiter, dirname } from 'node:path'
import process from 'node:process'

/**
 * This process's environment without what npm and pnpm told it, which would override the npmrc of a
 * command, and with this process's Node in front: npm chooses versions by the Node that runs it.
 */
export function cleanEnvironment(
  added: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !/^p?npm_/i.test(entry[0]),
  )
  const path = [dirname(process.execPath), process.env['PATH']].join(delimiter)
  return {
    ...Object.fromEntries(kept),
    PATH: path,
    DO_NOT_TRACK: '1',
    TURBO_TELEMETRY_DISABLED: '1',
    ...added,
  }
}
