import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import {
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readlink,
  realpath,
  rm,
  stat,
  symlink,
} from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { temporaryRoot } from 'testing-databases'

const run = promisify(execFile)

/** A copy of the repository's sources to break, with the installed packages linked. */
export interface ScratchCopy {
  readonly folder: string
  remove(): Promise<void>
}

/**
 * Copies what git would, tracked and new files, and none that it ignores, but for what installing has
 * generated.
 */
export async function createScratchCopy(root: string): Promise<ScratchCopy> {
  // Its real path: vite and Node name modules by it.
  const folder = await realpath(
    await mkdtemp(join(temporaryRoot('memory'), 'integration-events-mutants-')),
  )
  const removeAtExit = (): void => rmSync(folder, { recursive: true, force: true })
  process.once('exit', removeAtExit)
  const files = await listFiles(root, ['--cached', '--others', '--exclude-standard'])
  const ignored = await listFiles(root, [
    '--others',
    '--ignored',
    '--exclude-standard',
    '--directory',
  ])
  const generated = ignored.filter((path) => path.endsWith('/generated/'))
  await Promise.all(
    [...files, ...generated].map((file) =>
      cp(join(root, file), join(folder, file), { recursive: true }).catch(
        (error: NodeJS.ErrnoException) => {
          // Removed in the working tree, and still in git's index.
          if (error.code !== 'ENOENT') throw error
        },
      ),
    ),
  )
  await symlink(await nearestNodeModules(root), join(folder, 'node_modules'))
  const packages = new Set(
    files.filter((file) => file.endsWith('/package.json')).map((file) => dirname(file)),
  )
  for (const path of packages)
    await linkPackages(join(root, path, 'node_modules'), { root, folder })
  return {
    folder,
    async remove() {
      process.off('exit', removeAtExit)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** What `git ls-files` names, by paths from the root; folders end with a slash. */
async function listFiles(root: string, options: readonly string[]): Promise<string[]> {
  const { stdout } = await run('git', ['ls-files', '-z', ...options], {
    cwd: root,
    maxBuffer: 64 * 2 ** 20,
  })
  return stdout.split('\0').filter((file) => file !== '')
}

async function nearestNodeModules(root: string): Promise<string> {
  for (let folder = root; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules')
    if (await exists(candidate)) return candidate
    if (dirname(folder) === folder)
      throw new Error(`There is no node_modules above ${root}: install first.`)
  }
}

/**
 * Repeats the links of one package's `node_modules`. Those to packages of this workspace lead to the
 * copy, or a mutant in one package would not reach the tests of another.
 */
async function linkPackages(
  nodeModules: string,
  copy: { root: string; folder: string },
): Promise<void> {
  if (!(await exists(nodeModules))) return
  const target = join(copy.folder, relative(copy.root, nodeModules))
  await mkdir(target, { recursive: true })
  for (const name of await readdir(nodeModules)) {
    const path = join(nodeModules, name)
    const entry = await lstat(path)
    if (entry.isSymbolicLink()) {
      const linked = resolve(nodeModules, await readlink(path))
      const isWorkspace =
        linked.startsWith(copy.root + sep) && !linked.includes(`${sep}node_modules${sep}`)
      await symlink(
        isWorkspace ? join(copy.folder, relative(copy.root, linked)) : linked,
        join(target, name),
      )
    } else if (name.startsWith('@')) {
      await linkPackages(path, copy)
    } else if (name === '.bin') {
      await symlink(path, join(target, name))
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
