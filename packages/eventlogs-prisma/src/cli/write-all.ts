import { mkdirSync, mkdtempSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A file to be written; its folder is made when there is none. */
export interface FileToWrite {
  readonly path: string
  readonly content: string
}

/**
 * Writes all of the files or none: first into a folder of their own beside their places, where a
 * full disk does no harm, then by renaming. What was renamed is taken back when a later one fails.
 */
export function writeAll(folder: string, files: readonly FileToWrite[]): void {
  const stage = mkdtempSync(join(folder, '.eventlogs-prisma-'))
  const undo: (() => void)[] = []
  try {
    for (const [index, { content }] of files.entries()) {
      writeFileSync(join(stage, `${index}.new`), content)
    }
    for (const [index, { path }] of files.entries()) {
      const made = mkdirSync(dirname(path), { recursive: true })
      if (made !== undefined) undo.push(() => rmSync(made, { recursive: true }))
      const old = join(stage, `${index}.old`)
      if (existsSync(path)) {
        renameSync(path, old)
        undo.push(() => renameSync(old, path))
      }
      renameSync(join(stage, `${index}.new`), path)
      undo.push(() => rmSync(path))
    }
  } catch (error) {
    for (const step of undo.toReversed()) step()
    throw error
  } finally {
    rmSync(stage, { recursive: true, force: true })
  }
}
