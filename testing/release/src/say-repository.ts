import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Writes into the manifest of each package which repository it comes from: a registry takes nothing
 * with provenance whose manifest names another one, or none. Only the workflow knows its own.
 *
 * @param root the folder of the workspace.
 * @param repository `owner/name`, as in `GITHUB_REPOSITORY`.
 */
export function sayRepository(root: string, repository: string | undefined): void {
  if (repository === undefined || !/^[\w.-]+\/[\w.-]+$/.test(repository))
    throw new Error(`GITHUB_REPOSITORY is ${repository}, and should be owner/name`)
  for (const file of globSync('packages/*/package.json', { cwd: root })) {
    const path = join(root, file)
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as object
    const url = `git+https://github.com/${repository}.git`
    const said = { ...manifest, repository: { type: 'git', url, directory: dirname(file) } }
    writeFileSync(path, `${JSON.stringify(said, undefined, 2)}\n`)
  }
}
