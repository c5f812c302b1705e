import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/** A compiler that a user may have. */
export interface Compiler {
  readonly name: string
  readonly command: readonly [string, ...string[]]
}

/** Oldest first; the last one writes the programs that are run. */
export const compilers: readonly Compiler[] = [
  compiler('TypeScript 5.9', 'typescript-5.9'),
  compiler('TypeScript 6.0', 'typescript-6.0'),
  compiler('TypeScript 7.0', 'typescript'),
]

/** Prisma's command line. */
export const prisma: readonly [string, ...string[]] = [
  process.execPath,
  fileIn('prisma', 'build/index.js'),
]

function compiler(name: string, packageName: string): Compiler {
  return { name, command: [process.execPath, fileIn(packageName, 'bin/tsc')] }
}

function fileIn(packageName: string, path: string): string {
  return join(dirname(fileURLToPath(import.meta.resolve(`${packageName}/package.json`))), path)
}
