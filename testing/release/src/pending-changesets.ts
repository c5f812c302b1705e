import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Changeset, parseChangeset } from './changeset.ts'

/** The changesets of a repository that are not yet released. */
export function pendingChangesets(root: string): Changeset[] {
  const folder = join(root, '.changeset')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .map((file) => parseChangeset(file, readFileSync(join(folder, file), 'utf8')))
}
