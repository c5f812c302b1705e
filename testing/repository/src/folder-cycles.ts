import { dirname, join, relative, sep } from 'node:path'
import { importsOf } from './module-imports.ts'
import { typescriptFiles } from './workspace.ts'

/** One import that closes a circle between two parts of a source folder. */
export interface FolderCycle {
  /** The parts on the circle, in the order of the imports. */
  readonly parts: readonly string[]
  /** One import for each step, `from → to`. */
  readonly imports: readonly string[]
}

/**
 * The circles among the parts of a source folder: its subfolders, and its files other than the
 * index. Types count too: the flow between parts is what a reader has to follow.
 */
export function folderCycles(source: string): FolderCycle[] {
  const edges = new Map<string, Map<string, string>>()
  for (const file of typescriptFiles(source)) {
    if (file === 'index.ts') continue
    for (const specifier of importsOf(join(source, file))) {
      if (!specifier.startsWith('.')) continue
      const target = relative(source, join(source, dirname(file), specifier))
      const [from, to] = [partOf(file), partOf(target)]
      if (from === to || target.startsWith('..')) continue
      const targets = edges.get(from) ?? new Map<string, string>()
      if (!targets.has(to)) targets.set(to, `${file} → ${target}`)
      edges.set(from, targets)
    }
  }
  return [...edges.keys()].flatMap((start) => shortestCircle(start, edges))
}

/** The shortest way from a part back to it, told once: by the first of its parts in the alphabet. */
function shortestCircle(start: string, edges: Map<string, Map<string, string>>): FolderCycle[] {
  const queue: FolderCycle[] = [{ parts: [start], imports: [] }]
  const seen = new Set<string>()
  for (let way = queue.shift(); way !== undefined; way = queue.shift()) {
    for (const [to, by] of edges.get(way.parts.at(-1)!) ?? []) {
      const imports = [...way.imports, by]
      if (to === start) return [{ parts: way.parts, imports }]
      if (to < start || seen.has(to)) continue
      seen.add(to)
      queue.push({ parts: [...way.parts, to], imports })
    }
  }
  return []
}

function partOf(path: string): string {
  return path.split(sep)[0]!
}
