import { accessSync, constants } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import process from 'node:process'

/**
 * The `daprd` of this machine: `DAPRD_PATH`, else the one on the `PATH`, else the one that
 * `dapr init` installs. Undefined if there is none.
 *
 * @throws Error if `DAPRD_PATH` names no program: who sets it wants that one, and no other.
 */
export function findDaprd(): string | undefined {
  const wanted = process.env['DAPRD_PATH'] ?? ''
  if (wanted !== '') {
    if (isProgram(wanted)) return wanted
    throw new Error(`DAPRD_PATH names no program: ${wanted}. Correct it, or unset it.`)
  }
  const name = process.platform === 'win32' ? 'daprd.exe' : 'daprd'
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return [...folders, join(homedir(), '.dapr', 'bin')]
    .map((folder) => join(folder, name))
    .find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
