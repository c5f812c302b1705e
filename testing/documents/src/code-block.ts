/** What the comment before a block of code says about it. */
export interface BlockDirectives {
  /** The file in `preludes/` that brings what the block takes for granted. */
  readonly prelude?: string
  /** Whether the block goes on where the one before it ended, in one program with it. */
  readonly continues?: true
  /** Why it is only compiled. */
  readonly notRun?: string
  /** The database whose SQL it is. Default: both. */
  readonly only?: string
}

/** One fenced block of a document. */
export interface CodeBlock {
  readonly language: string
  /** The document's line in which its first line stands, from 1. */
  readonly line: number
  readonly lines: readonly string[]
  readonly directives: BlockDirectives
}

/** The fenced blocks of a Markdown text, in their order. */
export function codeBlocksIn(text: string): CodeBlock[] {
  const blocks: CodeBlock[] = []
  let open: { fence: string; language: string; line: number; lines: string[] } | undefined
  let directives: BlockDirectives = {}
  for (const [index, line] of text.split('\n').entries()) {
    const [, fence = '', language = ''] = /^\s*(`{3,})(\w*)/.exec(line) ?? []
    if (open !== undefined) {
      if (fence === open.fence && language === '') {
        const { language: ofBlock, line: first, lines } = open
        blocks.push({ language: ofBlock, line: first, lines, directives })
        directives = {}
        open = undefined
      } else open.lines.push(line)
    } else if (fence !== '') open = { fence, language, line: index + 2, lines: [] }
    else if (line.trim() !== '') directives = directivesIn(line)
  }
  return blocks
}

function directivesIn(line: string): BlockDirectives {
  const [, comment] = /^<!--\s*(.*?)\s*-->$/.exec(line.trim()) ?? []
  if (comment === undefined) return {}
  return Object.assign({}, ...comment.split(';').map(readDirective)) as BlockDirectives
}

function readDirective(text: string): BlockDirectives {
  const [, name = '', value = ''] = /^\s*(\w[\w ]*?)\s*(?::\s*(.*?)\s*)?$/.exec(text) ?? []
  if (name === 'continues' && value === '') return { continues: true }
  if (name === 'prelude' && value !== '') return { prelude: value }
  if (name === 'not run' && value !== '') return { notRun: value }
  if (name === 'only' && value !== '') return { only: value }
  throw new Error(
    `A comment before a block says '${text.trim()}'. It can say 'prelude: name', 'continues', ` +
      `'not run: reason' and 'only: postgres', with semicolons between.`,
  )
}
