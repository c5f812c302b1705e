import { existsSync, readFileSync } from 'node:fs'

/** What stands in a file, if there is one. Git may have changed its line ends: they are ours again. */
export function readText(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8').replaceAll('\r\n', '\n') : undefined
}
