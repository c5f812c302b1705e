import { parseSync } from 'oxc-parser'
import { type CodeBlock, codeBlocksIn } from './code-block.ts'
import { type PreludeExport, readPrelude } from './prelude.ts'

/** One program out of a document: a block with those that continue it. */
export interface Program {
  /** The document's path from the root. */
  readonly document: string
  /** `README.md:31`: the document, and the line of the first block. */
  readonly name: string
  /** The name of its file, without an ending. */
  readonly file: string
  /** TypeScript, each line in the place that it has in the document. */
  readonly text: string
  /** Why it is not run. */
  readonly notRun: string | undefined
}

/** Whatever name it goes by. */
const languages = ['ts', 'mts', 'tsx', 'typescript', 'js', 'mjs', 'javascript']

/** The programs in the TypeScript of a document. */
export function programsIn(document: string, markdown: string): Program[] {
  const parts: CodeBlock[][] = []
  for (const block of codeBlocksIn(markdown)) {
    if (!languages.includes(block.language)) continue

    if (block.directives.continues === undefined) parts.push([block])
    else if (parts.length > 0) parts.at(-1)?.push(block)
    else throw new Error(`${document}:${block.line} continues, but there is no block before it.`)
  }
  return parts.map((blocks) => programOf(document, blocks))
}

function programOf(document: string, blocks: readonly CodeBlock[]): Program {
  const [{ directives, line }] = blocks as [CodeBlock]
  const lines: string[] = []
  for (const block of blocks)
    for (const [i, text] of block.lines.entries()) lines[block.line - 1 + i] = text
  const body = Array.from(lines, (text) => text ?? '').join('\n')
  // A line of its own would move all others; no document begins with a block.
  const own = declaredIn(body)
  // The bus, so that whoever runs the program can stop it.
  const exported = own.has('bus') ? 'export { bus };' : 'export {};'
  const first = `${importOf(directives.prelude, own)} ${exported}`.trim()
  const name = `${document}:${line}`
  return {
    document,
    name,
    file: name.replaceAll(/[^\w]+/g, '-'),
    text: `${first}${relativeToPreludes(body)}\n`,
    notRun: blocks.map((block) => block.directives.notRun).find((reason) => reason !== undefined),
  }
}

/** What the prelude has, without what the program declares itself. */
function importOf(name: string | undefined, own: ReadonlySet<string>): string {
  if (name === undefined) return ''
  const named = ({ name: symbol, isType }: PreludeExport): string[] =>
    own.has(symbol) ? [] : [isType ? `type ${symbol}` : symbol]
  return `import { ${readPrelude(name).flatMap(named).join(', ')} } from '../../preludes/${name}.ts';`
}

/** The names that a module declares or imports at its top. */
function declaredIn(text: string): ReadonlySet<string> {
  const { program } = parseSync('block.ts', text)
  return new Set(program.body.flatMap(namesOf))
}

type Statement = ReturnType<typeof parseSync>['program']['body'][number]

function namesOf(statement: Statement): string[] {
  if (statement.type === 'ImportDeclaration')
    return statement.specifiers.map(({ local }) => local.name)
  if (statement.type === 'ExportNamedDeclaration')
    return statement.declaration === null ? [] : namesOf(statement.declaration)
  if (statement.type === 'VariableDeclaration')
    return statement.declarations.flatMap(({ id }) => namesInPattern(id))
  // Functions, classes, interfaces and other types.
  return 'id' in statement ? namesInPattern([statement.id]) : []
}

function namesInPattern(pattern: object): string[] {
  const found: string[] = []
  JSON.stringify(pattern, (key, value: unknown) => {
    if (key === 'typeAnnotation' || key === 'key') return undefined
    const { type, name } = (value ?? {}) as { readonly type?: unknown; readonly name?: unknown }
    if (type === 'Identifier' && typeof name === 'string') found.push(name)
    return value
  })
  return found
}

/** A file beside the program is one of the preludes. */
function relativeToPreludes(text: string): string {
  return text.replaceAll(/(from ')\.\//g, '$1../../preludes/')
}
