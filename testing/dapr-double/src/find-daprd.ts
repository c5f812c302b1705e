import { homedir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { findProgram, isProgram } from './find-program.ts'

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
  return findProgram('daprd', [join(homedir(), '.dapr', 'bin')])
}
