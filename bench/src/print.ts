/** Prints medians with their ratio to the first one. */
export function printRatios(
  title: string,
  unit: string,
  medians: ReadonlyMap<string, number>,
): void {
  const [first = Number.NaN] = medians.values()
  printTable(
    title,
    ['', unit, 'ratio'],
    [...medians].map(([name, value]) => [name, round(value), (value / first).toFixed(2)]),
  )
}

export function printTable(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  console.log(`\n### ${title}\n`)
  for (const row of [head, head.map(() => '---'), ...rows]) console.log(line(row))
}

export function round(value: number): string {
  const digits = value < 10 ? 1 : 0
  return value.toLocaleString('en', { maximumFractionDigits: digits })
}
