import { AsyncLocalStorage } from 'node:async_hooks'
import { ConnectionSharedError, DatabaseBusyError, OuterClientInsideTransactionError } from 'uow'
import { provider } from './provider.ts'
import { type TurnKind, Turns } from './turns.ts'

/** Whether the caller runs inside of a unit of work on the connection. */
type IsInside = () => boolean

/** A turn that somebody holds, as long as it lasts. */
interface Turn {
  isOver: boolean
}

const connections = new WeakMap<object, SingleConnection>()

/**
 * The one connection that a Prisma client has to a SQLite database. Whoever uses it takes turns here:
 * Prisma lets a statement outside of a transaction run inside of whichever is open, and vanish with
 * it; and its own queue for transactions gives up after `maxWait`.
 */
export class SingleConnection {
  readonly #turns = new Turns()
  readonly #held = new AsyncLocalStorage<Turn>()
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
   * Takes the connection for a transaction. Resolves with the function that frees it.
   *
   * @param maxWait in milliseconds. Default: as long as it takes.
   * @throws OuterClientInsideTransactionError, ConnectionSharedError, DatabaseBusyError
   */
  async take(maxWait?: number): Promise<() => void> {
    this.#assertOutside()
    if (this.#isHeldByCaller()) throw new ConnectionSharedError({ provider })
    if (!(await this.#turns.take('alone', maxWait)))
      throw new DatabaseBusyError({ provider, during: 'begin' })
    let isFree = false
    return () => {
      if (isFree) return
      isFree = true
      this.#turns.free()
    }
  }

  /** Runs what whoever holds the connection does through Prisma's outer client. */
  asHolder<T>(work: () => T): T {
    return this.#held.run({ isOver: false }, work)
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
    const turn = { isOver: false }
    try {
      // Awaited in there: Prisma's statements begin when they are.
      return await this.#held.run(turn, async () => await work())
    } finally {
      turn.isOver = true
      this.#turns.free()
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
