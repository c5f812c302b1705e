/** A link of a document. */
export interface Link {
  readonly line: number
  readonly target: string
}

/** The links of a Markdown text to places in the repository: no addresses of the web. */
export function localLinksIn(text: string): Link[] {
  return proseLines(text).flatMap((line, index) =>
    [...line.replaceAll(/`[^`]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = '']) => ({ line: index + 1, target }))
      .filter(({ target }) => !/^[a-z]+:/.test(target)),
  )
}

/** What the headings of a Markdown text are called in links, as GitHub calls them. */
export function anchorsIn(text: string): ReadonlySet<string> {
  const anchors = new Set<string>()
  for (const line of proseLines(text)) {
    const [, heading] = /^#{1,6} (.*)$/.exec(line) ?? []
    if (heading === undefined) continue
    const anchor = heading
      .toLowerCase()
      .replaceAll(/\]\([^)]*\)/g, '')
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-')
    // The second heading of one name gets a number.
    let name = anchor
    for (let count = 1; anchors.has(name); count += 1) name = `${anchor}-${count}`
    anchors.add(name)
  }
  return anchors
}

/** Each line of the text, those of code empty. */
function proseLines(text: string): string[] {
  let fence: string | undefined
  return text.split('\n').map((line) => {
    const [, mark] = /^\s*(`{3,})/.exec(line) ?? []
    if (mark === undefined) return fence === undefined ? line : ''
    if (fence === undefined) fence = mark
    else if (mark === fence) fence = undefined
    return ''
  })
}
