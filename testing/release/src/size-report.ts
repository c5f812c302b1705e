import { join } from 'node:path'
import { folderSize } from './folder-size.ts'
import type { RowResult } from './rehearse-row.ts'
import { textTable } from './text-table.ts'

/** Two tables: what each of our packages weighs once installed, and what each row does. */
export function sizeReport(
  results: ReadonlyMap<string, RowResult>,
  ours: readonly string[],
): string {
  const ourSizes = new Map<string, number>()
  const lines = [...results].map(([name, { installed, nodeModules, size }]) => {
    const present = ours.filter((our) => installed.some((entry) => entry.name === our))
    for (const our of present) ourSizes.set(our, folderSize(join(nodeModules, our)))
    const sum = present.reduce((total, our) => total + (ourSizes.get(our) ?? 0), 0)
    return [name, kilobytes(sum), String(installed.length), kilobytes(size)]
  })
  return [
    textTable([
      ['package', 'kB'],
      ...ours
        .filter((name) => ourSizes.has(name))
        .map((name) => [name, kilobytes(ourSizes.get(name) ?? 0)]),
    ]),
    textTable([['installed', 'ours, kB', 'packages', 'node_modules, kB'], ...lines]),
  ].join('\n\n')
}

function kilobytes(bytes: number): string {
  return (bytes / 1_000).toLocaleString('en', { maximumFractionDigits: 0 })
}
