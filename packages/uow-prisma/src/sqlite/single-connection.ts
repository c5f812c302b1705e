import { AsyncLocalStorage } from 'node:async_hooks'
import { ConnectionSharedError, DatabaseBusyError, OuterClientInsideTransactionError } from 'uow'
import { provider } from '../provider.ts'
import { type TurnKind, Turns } from './turns.ts'

/** Whether the caller runs inside of a unit of work on the connection. */
type IsInside = () => boolean

/** The connection, as somebody holds it. */
export interface ConnectionTurn {
  /** Runs what its holder does through Prisma's outer client. */
  run<T>(work: () => T): T
  /** Ends it, once. */
  free(): void
}

const connections = new WeakMap<object, SingleConnection>()

/**
 * The one connection that a Prisma client has to a SQLite database. Whoever uses it takes turns here:
 * Prisma lets a statement outside of a transaction run inside of whichever is open, and vanish with
 * it; and its own queue for transactions gives up after `maxWait`.
 */
export class SingleConnection {
  readonly #turns = new Turns()
  readonly #held = new AsyncLocalStorage<{ readonly isOver: boolean }>()
  readonly #checks: IsInside[] = []

  /** The same for all clients that are derived from one another. */
  static of(client: object): SingleConnection {
    const { _engine: engine } = client as { readonly _engine?: unknown }
    // Prisma has no public name for what derived clients share; without one, a client is alone.
    const key = typeof engine === 'object' && engine !== null ? engine : client
    const known = connections.get(key) ?? new SingleConnection()
    connections.set(key, known)
    return known
  }

  /** From now on, whoever is inside by this check is refused instead of waiting for itself. */
  refuse(isInside: IsInside): void {
    this.#checks.push(isInside)
  }

  /**
   * Takes the connection for a transaction.
   *
   * @param maxWait in milliseconds. Default: as long as it takes.
   * @throws OuterClientInsideTransactionError, ConnectionSharedError, DatabaseBusyError
   */
  async take(maxWait?: number): Promise<ConnectionTurn> {
    this.#assertOutside()
    if (this.#isHeldByCaller()) throw new ConnectionSharedError({ provider })
    if (!(await this.#turns.take('alone', maxWait)))
      throw new DatabaseBusyError({ provider, during: 'begin' })
    return this.#hold()
  }

  /**
   * Runs work of the outer client in a turn of its own. What that does through the outer client in
   * turn is part of it. It begins at once if nobody is before, as Prisma answers all look-ups of one
   * moment by one statement.
   *
   * @throws OuterClientInsideTransactionError
   */
  async use<T>(kind: TurnKind, work: () => PromiseLike<T>): Promise<T> {
    if (this.#isHeldByCaller()) return await work()
    this.#assertOutside()
    if (!this.#turns.takeAtOnce(kind)) await this.#turns.take(kind)
    const turn = this.#hold()
    try {
      // Awaited in there: Prisma's statements begin when they are.
      return await turn.run(async () => await work())
    } finally {
      turn.free()
    }
  }

  #hold(): ConnectionTurn {
    const state = { isOver: false }
    return {
      run: (work) => this.#held.run(state, work),
      free: () => {
        if (state.isOver) return
        // What outlives it, and still runs in its context, has to wait like any other.
        state.isOver = true
        this.#turns.free()
      },
    }
  }

  #isHeldByCaller(): boolean {
    return this.#held.getStore()?.isOver === false
  }

  #assertOutside(): void {
    if (this.#checks.some((isInside) => isInside()))
      throw new OuterClientInsideTransactionError({ provider })
  }
}
