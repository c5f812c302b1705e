import { PostgresFrontendParser, type TcpProxyOptions } from 'testing-databases'

/** Cuts the connection that sends a certain statement. */
export interface CutAtStatement {
  /** For `tcpProxy({ to, onClientData })`. */
  readonly onClientData: NonNullable<TcpProxyOptions['onClientData']>
  /** From now on the statements count: the `number`th is the one. */
  arm(number: number): void
  /** The statement at which it happened; undefined while it has not. */
  readonly happenedAt: string | undefined
}

/**
 * Counts the statements of all connections, and cuts the one whose turn it is: before the server
 * hears it, or instead of the answer, so that the statement surely has had its effect.
 */
export function cutAtStatement(reaches: 'server' | 'nobody'): CutAtStatement {
  const parsers = new WeakMap<object, PostgresFrontendParser>()
  let left = 0
  let happenedAt: string | undefined
  return {
    get happenedAt() {
      return happenedAt
    },
    arm(number) {
      left = number
    },
    onClientData(chunk, forward, connection) {
      const parser = parsers.get(connection) ?? new PostgresFrontendParser()
      parsers.set(connection, parser)
      const isDue = parser.push(chunk).some(({ sql }) => {
        if (sql === '' || left === 0) return false
        left -= 1
        if (left === 0) happenedAt = sql
        return left === 0
      })
      if (!isDue) forward()
      else if (reaches === 'nobody') connection.cut()
      else {
        connection.cutInsteadOfAnswer()
        forward()
      }
    },
  }
}
