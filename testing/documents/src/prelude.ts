import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'

/** Something that a prelude exports. */
export interface PreludeExport {
  readonly name: string
  readonly isType: boolean
}

const folder = join(import.meta.dirname, '../preludes')

/** What the prelude of this name exports. */
export function readPrelude(name: string): PreludeExport[] {
  const file = join(folder, `${name}.ts`)
  if (!existsSync(file)) {
    const known = readdirSync(folder).filter((each) => each.endsWith('.ts'))
    throw new Error(`There is no prelude '${name}', only ${known.join(', ')}.`)
  }
  const { module } = parseSync(file, readFileSync(file, 'utf8'))
  return module.staticExports
    .flatMap(({ entries }) => entries)
    .flatMap(({ exportName, isType }) =>
      exportName.name === null ? [] : [{ name: exportName.name, isType }],
    )
}
