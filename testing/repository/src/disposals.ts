import { readFileSync } from 'node:fs'
import { parseSync, Visitor } from 'oxc-parser'

/** How many declarations with `using` or `await using` a file has: syntax that Node 22 does not know. */
export function disposals(file: string): number {
  let count = 0
  const visitor = new Visitor({
    VariableDeclaration({ kind }) {
      if (kind === 'using' || kind === 'await using') count += 1
    },
  })
  visitor.visit(parseSync(file, readFileSync(file, 'utf8')).program)
  return count
}
