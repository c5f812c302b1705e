/**
 * The members of a JSON object, each value as its own text: `JSON.parse` would round its numbers. Of
 * members with one name the last counts, as everywhere.
 *
 * @throws SyntaxError when the text is no JSON, or no object.
 */
export function membersOf(json: string): ReadonlyMap<string, string> {
  const members = new Map<string, string>()
  for (let at = firstOf(json, '{'); json[at] !== '}';) {
    const nameEnd = endOfString(json, at)
    const valueStart = json.indexOf(':', nameEnd) + 1
    const valueEnd = endOfValue(json, valueStart)
    const name = JSON.parse(json.slice(at, nameEnd)) as string
    members.set(name, json.slice(valueStart, valueEnd).trim())
    at = nextOf(json, valueEnd)
  }
  return members
}

/**
 * The elements of a JSON array, each as its own text.
 *
 * @throws SyntaxError when the text is no JSON, or no array.
 */
export function elementsOf(json: string): readonly string[] {
  const elements: string[] = []
  for (let at = firstOf(json, '['); json[at] !== ']';) {
    const end = endOfValue(json, at)
    elements.push(json.slice(at, end).trim())
    at = nextOf(json, end)
  }
  return elements
}

/** Where the first thing inside stands. From here on the text is known to be well-formed. */
function firstOf(json: string, opening: '{' | '['): number {
  JSON.parse(json)
  const start = skipSpace(json, 0)
  if (json[start] === opening) return skipSpace(json, start + 1)
  throw new SyntaxError(`this JSON is no ${opening === '{' ? 'object' : 'array'}`)
}

function nextOf(json: string, end: number): number {
  return json[end] === ',' ? skipSpace(json, end + 1) : end
}

/** Where the `,`, `}` or `]` after the value stands. */
function endOfValue(json: string, start: number): number {
  const mark = /["[\]{},]/g
  mark.lastIndex = start
  let depth = 0
  for (let found = mark.exec(json); found !== null; found = mark.exec(json)) {
    const [character] = found
    if (character === '"') mark.lastIndex = endOfString(json, found.index)
    else if (character === '[' || character === '{') depth += 1
    else if (depth === 0) return found.index
    else if (character !== ',') depth -= 1
  }
  return json.length
}

/** Behind the closing quote. Without a regular expression, whose stack a long string would fill. */
function endOfString(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); ; end = json.indexOf('"', end + 1)) {
    let escapes = 0
    while (json[end - 1 - escapes] === '\\') escapes += 1
    if (escapes % 2 === 0) return end + 1
  }
}

function skipSpace(json: string, start: number): number {
  let at = start
  while (/^[ \t\n\r]$/.test(json[at] ?? '')) at += 1
  return at
}
