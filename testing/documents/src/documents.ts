import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root folder. */
export const root: string = fileURLToPath(new URL('../../..', import.meta.url))

const patterns = [
  '*.md',
  'packages/*/README.md',
  'examples/*/README.md',
  'bench/README.md',
  'docs/*.md',
  'docs/decisions/*.md',
]

/** The documents of the repository, by their paths from its root. */
export const documents: readonly string[] = patterns
  .flatMap((pattern) => globSync(pattern, { cwd: root }))
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted()

export function readDocument(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** Whether there is a file or folder of this path from the root. */
export function existsInRepository(path: string): boolean {
  return existsSync(join(root, path))
}
