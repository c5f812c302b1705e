import { readFileSync } from 'node:fs'
import { parseSync } from 'oxc-parser'

/** The names that a module exports, types included. It must say each: `export *` hides them. */
export function exportedNames(file: string): string[] {
  const { module } = parseSync(file, readFileSync(file, 'utf8'))
  return module.staticExports.flatMap(({ entries }) =>
    entries.map(({ exportName }) => {
      if (exportName.name === null) throw new Error(`${file} has an export without a name.`)
      return exportName.name
    }),
  )
}
