const mostLines = 20

/** The lines that only one of two texts has: `- ` of what is there, `+ ` of what would be. */
export function lineDifference(there: string, wanted: string): readonly string[] {
  const lines = [
    ...onlyIn(there, wanted).map((line) => `- ${line}`),
    ...onlyIn(wanted, there).map((line) => `+ ${line}`),
  ]
  if (lines.length === 0) return ['The same lines, in another order or number.']
  if (lines.length <= mostLines) return lines
  return [...lines.slice(0, mostLines), `… and ${lines.length - mostLines} more`]
}

function onlyIn(text: string, other: string): readonly string[] {
  const others = new Set(other.split('\n').map((line) => line.trim()))
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !others.has(line))
}
