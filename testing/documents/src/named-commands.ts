import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './documents.ts'

/** A command of the workspace that a document names. */
export interface NamedCommand {
  readonly line: number
  /** The package's name; undefined for the root. */
  readonly filter: string | undefined
  readonly script: string
}

/** What pnpm does by itself. */
const builtIn = ['exec', 'install', 'pack']

/** The scripts of the workspace that a Markdown text tells its readers to run. */
export function namedCommandsIn(text: string): NamedCommand[] {
  const command = /\bpnpm(?:@12)?(?: --filter (?<filter>[\w/*.-]+))? (?<script>[a-z][\w:-]*)/g
  return text.split('\n').flatMap((line, index) =>
    codeIn(line)
      .flatMap((code) => [...code.matchAll(command)])
      .map(({ groups = {} }) => ({
        line: index + 1,
        filter: groups['filter'],
        script: groups['script'] ?? '',
      })),
  )
}

/** Whether there is such a script. */
export function hasScript({ filter, script }: NamedCommand): boolean {
  if (builtIn.includes(script)) return true
  const manifests = globSync(
    ['package.json', 'bench/package.json', '{packages,testing,examples}/*/package.json'],
    { cwd: root },
  )
  return manifests.some((path) => {
    const { name, scripts = {} } = JSON.parse(readFileSync(join(root, path), 'utf8')) as {
      readonly name: string
      readonly scripts?: Readonly<Record<string, string>>
    }
    return (filter === undefined ? path === 'package.json' : name === filter) && script in scripts
  })
}

/** The code in a line: what stands in backticks, or all of it where there are none. */
function codeIn(line: string): string[] {
  const spans = [...line.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)
  return spans.length > 0 ? spans : [line]
}
