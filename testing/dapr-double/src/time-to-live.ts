const millisecondsPer: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
}

const duration = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+)$/
const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g

/**
 * The time to live that metadata ask for, in milliseconds: `ttl` or `ttlInSeconds`, in any case, as
 * seconds (`10`) or as a duration of Go's (`1m5s`). Undefined if there is none, or none that daprd
 * understands. A bare `0` is a duration: the message expires at once.
 */
export function timeToLive(metadata: Readonly<Record<string, string>>): number | undefined {
  const values = Object.fromEntries(
    Object.entries(metadata).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const value = values['ttl'] ?? values['ttlinseconds'] ?? ''
  if (/^[+-]?0$/.test(value)) return 0
  if (/^\+?\d+$/.test(value)) return Number(value) * 1_000
  const [, sign, parts] = duration.exec(value) ?? []
  if (parts === undefined) return undefined
  if (sign === '-') return 0
  return [...parts.matchAll(part)].reduce(
    (sum, [, amount, unit = '']) => sum + Number(amount) * (millisecondsPer[unit] ?? 0),
    0,
  )
}
