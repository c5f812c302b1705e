/** A span of time: a number of milliseconds, or a number with its unit. */
export type Duration = number | `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`

const milliseconds = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

const pattern = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/

/** In milliseconds, as exact as it is said; undefined for what is not a duration. */
export function millisecondsIn(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : undefined
  if (typeof value !== 'string') return undefined
  const match = pattern.exec(value)
  if (match === null) return undefined
  const [, amount, unit] = match
  return Number(amount) * milliseconds[unit as keyof typeof milliseconds]
}

/** In whole milliseconds; undefined for what is not a duration. */
export function parseDuration(value: unknown): number | undefined {
  const exact = millisecondsIn(value)
  return exact === undefined ? undefined : Math.round(exact)
}

/** The way back, for messages: `60000` is `1m`. */
export function formatDuration(value: number): string {
  if (value === 0) return '0ms'
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    if (value % milliseconds[unit] === 0) return `${value / milliseconds[unit]}${unit}`
  }
  return `${value}ms`
}
