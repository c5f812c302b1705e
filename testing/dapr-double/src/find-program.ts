import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'

/** A program on the `PATH`, else in one of the other folders. Undefined if it is in none. */
export function findProgram(name: string, others: readonly string[] = []): string | undefined {
  const file = process.platform === 'win32' ? `${name}.exe` : name
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return [...folders, ...others].map((folder) => join(folder, file)).find(isProgram)
}

export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
