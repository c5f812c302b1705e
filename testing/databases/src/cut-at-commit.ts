import { deferred } from './deferred.ts'
import { PostgresFrontendParser } from './postgres-frontend.ts'
import type { ProxiedConnection, TcpProxyOptions } from './tcp-proxy.ts'

export interface CutAtCommitOptions {
  /**
   * 'server': the COMMIT arrives, and the client never gets the answer, so the transaction is
   * committed. 'nobody': the connection is cut first, so the transaction is rolled back. Either way
   * the client can't know.
   */
  readonly reaches: 'server' | 'nobody'
  /** The statement at which to cut. Default: a COMMIT. */
  readonly statement?: RegExp
}

/** A connection that is cut during COMMIT, once, when a test arms it. */
export interface CutAtCommit {
  /** For `tcpProxy({ to, onClientData })`. */
  readonly onClientData: NonNullable<TcpProxyOptions['onClientData']>
  /** The next COMMIT through the proxy is the one. */
  arm(): void
  /** Resolves when the connection was cut. */
  readonly happened: Promise<void>
}

/**
 * ```ts
 * const cut = cutAtCommit({ reaches: 'server' })
 * await using proxy = await tcpProxy({ to: server, onClientData: cut.onClientData })
 * const pool = database.pool({ connectionString: proxy.through(database.url) })
 * cut.arm()
 * ```
 */
export function cutAtCommit({
  reaches,
  statement = /^\s*commit\b/i,
}: CutAtCommitOptions): CutAtCommit {
  const parsers = new WeakMap<ProxiedConnection, PostgresFrontendParser>()
  const happened = deferred()
  let armed = false

  return {
    arm() {
      armed = true
    },
    happened: happened.promise,
    onClientData(chunk, forward, connection) {
      const parser = parsers.get(connection) ?? new PostgresFrontendParser()
      parsers.set(connection, parser)
      const found = parser.push(chunk).some(({ sql }) => statement.test(sql))
      if (!armed || !found) {
        forward()
        return
      }
      armed = false
      if (reaches === 'nobody') {
        connection.cut()
        happened.resolve()
        return
      }
      connection.cutInsteadOfAnswer(happened.resolve)
      forward()
    },
  }
}
