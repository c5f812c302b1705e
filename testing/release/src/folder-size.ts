import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The bytes of all the files below a folder. */
export function folderSize(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => lstatSync(join(folder, path)))
    .filter((status) => status.isFile())
    .reduce((sum, { size }) => sum + size, 0)
}
