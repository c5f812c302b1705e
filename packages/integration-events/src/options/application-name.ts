import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import process from 'node:process'

let name: string | undefined

/**
 * The application's name, read once: the `name` of the nearest package.json above the entry script
 * (`process.argv[1]`); where that lies in node_modules, because a tool started the application, the
 * one above the working directory; else `app`.
 */
export function applicationName(): string {
  return (name ??= findApplicationName(process.argv[1], process.cwd()))
}

export function findApplicationName(script: string | undefined, folder: string): string {
  const start = script === undefined ? undefined : entryFolder(script)
  return packageNameAbove(start ?? folder) ?? 'app'
}

function entryFolder(script: string): string | undefined {
  // A bin is a link out of node_modules/.bin, and a linked package one into the workspace.
  const inside = (path: string): boolean => path.split(sep).includes('node_modules')
  try {
    const file = realpathSync(script)
    return inside(script) || inside(file) ? undefined : dirname(file)
  } catch {
    return undefined
  }
}

function packageNameAbove(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    const found = packageName(join(current, 'package.json'))
    if (found !== undefined || current === dirname(current)) return found
  }
}

/** A package.json without a name (`{ "type": "module" }` in a build folder) is passed over. */
function packageName(file: string): string | undefined {
  try {
    if (!existsSync(file)) return undefined
    const { name: found } = JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }
    return typeof found === 'string' && found !== '' ? found : undefined
  } catch {
    return undefined
  }
}
