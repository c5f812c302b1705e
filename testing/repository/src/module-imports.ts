import { readFileSync } from 'node:fs'
import { parseSync } from 'oxc-parser'

/** Every module that a file imports or re-exports from, types included, as it is written there. */
export function importsOf(file: string): string[] {
  const { module } = parseSync(file, readFileSync(file, 'utf8'))
  const reExported = module.staticExports.flatMap(({ entries }) =>
    entries.map(({ moduleRequest }) => moduleRequest?.value),
  )
  const imported = module.staticImports.map(({ moduleRequest }) => moduleRequest.value)
  return [...new Set([...imported, ...reExported])].filter((name) => name !== undefined)
}

/** The name of the package that `specifier` leads to: `@prisma/client/x` is in `@prisma/client`. */
export function packageNameOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Whether a file does nothing but export from others. */
export function onlyReExports(file: string): boolean {
  const { program } = parseSync(file, readFileSync(file, 'utf8'))
  return program.body.every(
    (statement) =>
      statement.type === 'ExportAllDeclaration' ||
      (statement.type === 'ExportNamedDeclaration' && statement.source !== null),
  )
}
