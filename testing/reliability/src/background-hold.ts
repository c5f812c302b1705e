import { PostgresFrontendParser, type TcpProxyOptions } from 'testing-databases'

/** Cuts a process's background work off from PostgreSQL, and leaves open transactions alone. */
export interface BackgroundHold {
  /** For `tcpProxy({ to, onClientData })`. */
  readonly onClientData: NonNullable<TcpProxyOptions['onClientData']>
  /** From now on only connections that are inside of a transaction are heard. */
  hold(): void
  /** Everybody is heard again, what was held back first. */
  release(): void
}

export function backgroundHold(): BackgroundHold {
  const connections = new WeakMap<
    object,
    { readonly parser: PostgresFrontendParser; inTransaction: boolean }
  >()
  const held: (() => void)[] = []
  let holding = false
  return {
    onClientData(chunk, forward, connection) {
      const known = connections.get(connection) ?? {
        parser: new PostgresFrontendParser(),
        inTransaction: false,
      }
      connections.set(connection, known)
      const wasInTransaction = known.inTransaction
      for (const { sql } of known.parser.push(chunk)) {
        if (/^\s*(begin|start transaction)\b/i.test(sql)) known.inTransaction = true
        if (/^\s*(commit|rollback(?! to))\b/i.test(sql)) known.inTransaction = false
      }
      if (holding && !wasInTransaction) held.push(forward)
      else forward()
    },
    hold() {
      holding = true
    },
    release() {
      holding = false
      for (const forward of held.splice(0)) forward()
    },
  }
}
