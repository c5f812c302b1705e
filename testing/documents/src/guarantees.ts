/** A row of the tables of guarantees. */
export interface Guarantee {
  readonly promise: string
  /** The test's file, from the root. */
  readonly test: string
  /** The test's name, as the mutant has it. */
  readonly name: string
  readonly mutant: string
}

/** The guarantees of a Markdown text: each row with a link to a mutant. */
export function guaranteesIn(text: string): Guarantee[] {
  return text
    .split('\n')
    .filter((line) => line.includes('testing/mutants/catalogue/') && line.startsWith('|'))
    .map((line) => {
      const [, promise = '', test = '', name = '', mutant = ''] =
        /^\| (.*?) +\| \[[^\]]*\]\(\.\.\/(.*?)\): (.*?) +\| \[(.*?)\]\(.*\) +\|$/.exec(line) ?? []
      if (mutant === '') throw new Error(`This row is no promise, test and mutant: ${line}`)
      return { promise, test, name, mutant }
    })
}
