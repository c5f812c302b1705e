import { FragmentDiffersError } from '../errors/index.ts'
import { lineDifference } from './line-difference.ts'
import type { PlannedFile } from './planned-file.ts'
import { readText } from './read-text.ts'

export function planFragment(path: string, content: string, force: boolean): PlannedFile {
  const there = readText(path)
  if (there === undefined) return { path, content, outcome: 'added' }
  if (there === content) return { path, outcome: 'unchanged' }
  if (force) return { path, content, outcome: 'overwritten' }
  throw new FragmentDiffersError({ file: path, difference: lineDifference(there, content) })
}
