/** Whether a named test is this one: by its full name, or by the end of it. */
export function bearsName(fullName: string, name: string): boolean {
  return fullName === name || fullName.endsWith(` > ${name}`)
}

/** A pattern for vitest that lets through every test that bears one of the names, and few others. */
export function namePattern(names: readonly string[]): RegExp {
  const alternatives = names.map((name) => name.split(' > ').map(escape).join(' (?:> )?'))
  return new RegExp(`(?:^|\\s)(?:${alternatives.join('|')})$`)
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
